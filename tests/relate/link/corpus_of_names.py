# ruff: noqa: E501  (a row keeps its thing on one line)
"""Sixty invented things in two hundred local names, as two hundred articles would name them.

Each row: label, then the local names of one thing as ``(canonical name in the article, short forms there, offices)``.
Offices are ``(position, body)``.  Rows of one spelling but different offices are namesakes.
"""

from __future__ import annotations

Local = tuple[str, tuple[str, ...], tuple[tuple[str, str | None], ...]]

_N: tuple[()] = ()


def _local(name: str, *shorts: str, office: tuple[str, str | None] | None = None) -> Local:
    return name, shorts, (office,) if office else _N


THINGS: list[tuple[str, list[Local]]] = [
    # agencies of regions
    ("AGENCY", [_local("Disdik Kab. Bekasi"), _local("Dinas Pendidikan Kabupaten Bekasi", "Disdik"), _local("Dinas Pendidikan (Disdik) Kabupaten Bekasi"), _local("Dinas Pendidikan Kab. Bekasi")]),
    ("AGENCY", [_local("Dinas Pendidikan Kota Bekasi"), _local("Disdik Kota Bekasi"), _local("Dinas Pendidikan (Disdik) Kota Bekasi")]),
    ("AGENCY", [_local("Dinas Pendidikan Provinsi Jawa Barat"), _local("Disdik Jabar"), _local("Dinas Pendidikan Jawa Barat"), _local("Dinas Pendidikan Jabar")]),
    ("AGENCY", [_local("Dinas Pendidikan dan Kebudayaan Kabupaten Serang"), _local("Disdikbud Kab. Serang"), _local("Dinas Pendidikan & Kebudayaan Kabupaten Serang")]),
    ("AGENCY", [_local("Dinas Pendidikan dan Kebudayaan Kota Serang"), _local("Disdikbud Kota Serang")]),
    ("AGENCY", [_local("Pemerintah Kabupaten Bekasi"), _local("Pemkab Bekasi"), _local("Pemerintah Daerah Kabupaten Bekasi")]),
    ("AGENCY", [_local("Pemerintah Kota Bekasi"), _local("Pemkot Bekasi")]),
    ("AGENCY", [_local("Pemerintah Provinsi Jawa Timur"), _local("Pemprov Jatim"), _local("Pemprov Jawa Timur")]),
    ("AGENCY", [_local("DPRD Kota Malang"), _local("Dewan Perwakilan Rakyat Daerah Kota Malang"), _local("Dewan Perwakilan Rakyat Daerah (DPRD) Kota Malang")]),
    ("AGENCY", [_local("Kantor Kementerian Agama Kota Bima"), _local("Kemenag Kota Bima"), _local("Kementerian Agama Kota Bima")]),
    ("AGENCY", [_local("BKPSDM Kabupaten Bogor"), _local("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kab. Bogor")]),
    ("AGENCY", [_local("Balai Besar Penjaminan Mutu Pendidikan Provinsi Jawa Barat"), _local("BBPMP Provinsi Jabar"), _local("BBPMP Provinsi Jawa Barat"), _local("Balai Besar Penjaminan Mutu Pendidikan (BBPMP) Provinsi Jawa Barat")]),
    ("AGENCY", [_local("BBPMP Provinsi Jawa Tengah"), _local("Balai Besar Penjaminan Mutu Pendidikan Provinsi Jateng")]),
    ("AGENCY", [_local("Lembaga Layanan Pendidikan Tinggi Wilayah III"), _local("LLDikti Wilayah III"), _local("Lldikti Wilayah Iii")]),
    ("AGENCY", [_local("LLDikti Wilayah IV"), _local("Lembaga Layanan Pendidikan Tinggi (LLDikti) Wilayah IV")]),
    ("AGENCY", [_local("Dinas Kesehatan Kabupaten Gowa"), _local("Dinkes Kabupaten Gowa"), _local("Dinas Kesehatan (Dinkes) Kab. Gowa"), _local("Dinas Kesehatan Gowa")]),
    ("AGENCY", [_local("Dinas Pendidikan Kota Surabaya"), _local("Dispendik Surabaya"), _local("Dinas Pendidikan Surabaya"), _local("Dispendik Kota Surabaya")]),
    ("AGENCY", [_local("Pemerintah Kota Surakarta"), _local("Pemkot Surakarta"), _local("Pemkot Solo")]),
    # ministries under their successive names
    ("AGENCY", [_local("Kemdikbud"), _local("Kementerian Pendidikan dan Kebudayaan", "Kemendikbud"), _local("Kemendikbud")]),
    ("AGENCY", [_local("Kemendikbudristek"), _local("Kemendikbud Ristek"), _local("Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi"), _local("Kementerian Pendidikan, Kebudayaan, Riset dan Teknologi")]),
    ("AGENCY", [_local("Kemendikdasmen"), _local("Kementerian Pendidikan Dasar dan Menengah", "Kemendikdasmen"), _local("Kemdikdasmen")]),
    ("AGENCY", [_local("Kemdiktisaintek"), _local("Kementerian Pendidikan Tinggi, Sains, dan Teknologi"), _local("Kemendikti Saintek"), _local("Kementerian Pendidikan Tinggi Sains dan Teknologi")]),
    ("AGENCY", [_local("Kementerian Agama"), _local("Kemenag"), _local("Kementerian Agama (Kemenag)"), _local("KEMENTERIAN AGAMA")]),
    ("AGENCY", [_local("Badan Pusat Statistik", "BPS"), _local("BPS")]),
    ("AGENCY", [_local("Komisi X DPR RI"), _local("Komisi X DPR-RI")]),
    # schools
    ("SCHOOL", [_local("SMAN 1 Kota Serang"), _local("SMA Negeri 1 Kota Serang"), _local("Sekolah Menengah Atas Negeri 1 Kota Serang"), _local("SMA N 1 Kota Serang")]),
    ("SCHOOL", [_local("SMAN 2 Kota Serang"), _local("SMA Negeri 2 Kota Serang")]),
    ("SCHOOL", [_local("MAN 2 Kota Bima"), _local("Madrasah Aliyah Negeri (MAN) 2 Kota Bima"), _local("Madrasah Aliyah Negeri 2 Kota Bima"), _local("MAN 2 KOTA BIMA")]),
    ("SCHOOL", [_local("MTsN 1 Kota Bima"), _local("MTs Negeri 1 Kota Bima")]),
    ("SCHOOL", [_local("SMKN 4 Kendal"), _local("SMK Negeri 4 Kendal"), _local("Sekolah Menengah Kejuruan Negeri 4 Kendal")]),
    ("SCHOOL", [_local("Universitas Gadjah Mada", "UGM"), _local("UGM"), _local("Universitas Gadjah Mada (UGM)")]),
    ("SCHOOL", [_local("Universitas Cendana Raya", "UCR"), _local("UCR"), _local("Universitas Cendana Raya (UCR)")]),
    ("SCHOOL", [_local("Universitas Muhammadiyah Surakarta"), _local("Universitas Muhammadiyah Surakarta", "UMS")]),
    ("SCHOOL", [_local("Universitas Muhammadiyah Surabaya"), _local("Universitas Muhammadiyah Surabaya", "UMS")]),
    ("SCHOOL", [_local("SDN 3 Cikarang Pusat"), _local("SD Negeri 3 Cikarang Pusat"), _local("Sekolah Dasar Negeri 3 Cikarang Pusat")]),
    ("SCHOOL", [_local("SMPN 12 Kota Bekasi"), _local("SMP Negeri 12 Kota Bekasi"), _local("SMP N 12 Kota Bekasi")]),
    ("SCHOOL", [_local("Institut Teknologi Bandung", "ITB"), _local("ITB"), _local("Institut Teknologi Bandung (ITB)")]),
    # other bodies
    ("ORGANIZATION", [_local("Persatuan Guru Republik Indonesia", "PGRI"), _local("PGRI"), _local("Persatuan Guru Republik Indonesia (PGRI)")]),
    ("ORGANIZATION", [_local("Yayasan Fajar Nusantara", "YFN"), _local("YFN")]),
    ("ORGANIZATION", [_local("Forum Orang Tua Peduli Sekolah", "FOTPS"), _local("FOTPS"), _local("FORUM ORANG TUA PEDULI SEKOLAH")]),
    # people
    ("PERSON", [_local("Rhamdan Nurul Ikhsan", "Rhamdan"), _local("Rhamdan N. Ikhsan", office=("Kabid", "Diskominfo Kabupaten Bekasi")), _local("RHAMDAN NURUL IKHSAN", office=("Kepala Bidang", "Diskominfo Kabupaten Bekasi")), _local("Rhamdan Ikhsan")]),
    ("PERSON", [_local("Brian Yuliarto", office=("Menteri Pendidikan Tinggi, Sains, dan Teknologi", None)), _local("Brian Yuliarto", "Brian"), _local("Prof. Brian Yuliarto", office=("Menteri Pendidikan Tinggi, Sains, dan Teknologi", None))]),
    ("PERSON", [_local("Nadiem Anwar Makarim", office=("Menteri Pendidikan dan Kebudayaan", None)), _local("Nadiem Makarim", office=("Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi", None)), _local("Nadiem Makarim", "Nadiem")]),
    ("PERSON", [_local("Budi Santoso", office=("Kepala", "SMAN 3 Kota Malang")), _local("Drs. Budi Santoso, M.Pd.", office=("Kepala Sekolah", "SMA Negeri 3 Kota Malang"))]),
    ("PERSON", [_local("Budi Santoso", office=("Kapolres", "Polres Sleman")), _local("Budi Santoso", office=("Kapolres", "Polres Sleman"))]),
    ("PERSON", [_local("Siti Aminah", office=("Rektor", "Universitas Cendana Raya")), _local("Siti Aminah", office=("Guru Besar", "Universitas Cendana Raya"))]),
    ("PERSON", [_local("Siti Aminah", office=("Kepala", "Dinas Kesehatan Kota Palu")), _local("Hj. Siti Aminah", office=("Kepala", "Dinas Kesehatan Kota Palu"))]),
    ("PERSON", [_local("Mohamad Ihsan Fadli", office=("Bupati", "Kabupaten Gowa")), _local("Muhammad Ihsan Fadli", office=("Bupati", "Kabupaten Gowa")), _local("M. Ihsan Fadli", office=("Bupati", "Kabupaten Gowa")), _local("Moh. Ihsan Fadli")]),
    ("PERSON", [_local("Achmad Soewardi"), _local("Ahmad Suwardi"), _local("AHMAD SUWARDI")]),
    ("PERSON", [_local("Saifullah Yusuf", "Gus Ipul", office=("Menteri Sosial", None)), _local("Gus Ipul", "Gus Ipul"), _local("Saifullah Yusuf")]),
    ("PERSON", [_local("Dewi Kartika Sari"), _local("Dewi Kartika Sari", "Dewi"), _local("Dewi Kartika")]),
    ("PERSON", [_local("Wahyu", office=("Kepala", "SDN 5 Kota Batu")), _local("Wahyu Hidayat", office=("Kepala", "SD Negeri 5 Kota Batu"))]),
    ("PERSON", [_local("Wahyu", office=("Kepala", "Puskesmas Dinoyo"))]),
    ("PERSON", [_local("Yusuf Hamdani", office=("Kepala", "Dinas Pendidikan Kota Mataram")), _local("Yusuf Hamdani", office=("Kadis", "Disdik Kota Mataram")), _local("Yusuf Hamdani", "Yusuf"), _local("Y. Hamdani", office=("Kepala", "Dinas Pendidikan Kota Mataram"))]),
    ("PERSON", [_local("Oetari Poespita"), _local("Utari Puspita"), _local("UTARI PUSPITA")]),
    ("PERSON", [_local("Mutia Pusparini", office=("Staf", "BBPMP Provinsi Jabar")), _local("Mutia Pusparini", "Mutia")]),
    # programmes
    ("PROGRAM", [_local("Makan Bergizi Gratis", "MBG"), _local("MBG", "MBG"), _local("makan bergizi gratis"), _local("Program Makan Bergizi Gratis", "MBG"), _local("program makan bergizi gratis (MBG)", "MBG")]),
    ("PROGRAM", [_local("Seleksi Nasional Berdasarkan Tes", "SNBT"), _local("SNBT", "SNBT"), _local("Seleksi Nasional Berbasis Tes", "SNBT")]),
    ("PROGRAM", [_local("Strategi Inovasi Pembelajaran Ramah Anak", "SIPRA"), _local("SIPRA", "SIPRA"), _local("program SIPRA", "SIPRA")]),
    ("PROGRAM", [_local("Kartu Indonesia Pintar", "KIP"), _local("KIP", "KIP"), _local("kartu Indonesia pintar")]),
    ("PROGRAM", [_local("Kurikulum Merdeka"), _local("kurikulum merdeka"), _local("KURIKULUM MERDEKA")]),
    # events
    ("EVENT", [_local("Hari Guru Nasional 2024", "HGN"), _local("Hari Guru Nasional 2024")]),
    ("EVENT", [_local("Hari Guru Nasional 2023"), _local("hari guru nasional 2023")]),
    ("EVENT", [_local("Olimpiade Sains Nasional", "OSN"), _local("OSN", "OSN"), _local("Olimpiade Sains Nasional (OSN)", "OSN")]),
    # places
    ("LOCATION", [_local("Kabupaten Bekasi"), _local("Kab. Bekasi"), _local("kabupaten bekasi")]),
    ("LOCATION", [_local("Kota Bekasi"), _local("kota Bekasi")]),
    ("LOCATION", [_local("Jawa Barat"), _local("Jabar"), _local("Provinsi Jawa Barat"), _local("Provinsi Jabar")]),
    # laws
    ("REGULATION", [_local("UU Nomor 20 Tahun 2003"), _local("Undang-Undang Nomor 20 Tahun 2003"), _local("UU No. 20 Tahun 2003")]),
    ("REGULATION", [_local("PP Nomor 57 Tahun 2021"), _local("Peraturan Pemerintah Nomor 57 Tahun 2021"), _local("PP No 57 Tahun 2021")]),
]  # fmt: skip
