# ruff: noqa: E501  (a case keeps its sentence on one line)
"""Who holds which office: each case is an article with its mentions marked and the rows that a careful reader writes."""

from __future__ import annotations

import time

import pytest
import spacy

import pipeline.relate.positions  # noqa: F401  (registers the component)
from pipeline.records import Article, Mention
from pipeline.relate.positions import find_positions
from pipeline.relate.view import ArticleView
from tests.relate.marked import marked_view

# (what it shows, marked text, rows of (person, position, body, status))
CASES = [
    (
        "whose lawyer he is does not hold the office",
        "Terpisah, [P kuasa hukum] [N Sari Dewi], [N Bagus Prakoso], hadir di kantor polisi.",
        [("Bagus Prakoso", "kuasa hukum", None, None)],
    ),
    (
        "whose teacher he is does not hold the office",
        "[N Bagus Prakoso], [P guru sejarah] sekaligus [P wali kelas] [N Sari Dewi], ikut senang.",
        [("Bagus Prakoso", "guru sejarah", None, None), ("Bagus Prakoso", "wali kelas", None, None)],
    ),
    (
        "somebody's staff, then who it is",
        "Ia mantan [P Stafsus] [P Mendikbud] era [N Hasnah Yusuf], [N Bagus Prakoso].",
        [("Bagus Prakoso", "Stafsus", None, "former"), ("Hasnah Yusuf", "Mendikbud", None, None)],
    ),
    (
        "a short title in brackets behind a comma",
        "Hadir [P Wakil Menteri Pendidikan], ([P Wamendik]), [N Hasnah Yusuf] di gedung baru.",
        [("Hasnah Yusuf", "Wakil Menteri Pendidikan", None, None)],
    ),
    (
        "a town behind the acronym of a university",
        "[P Rektor] [S Universitas Merpati] ([S Unmer]) Tegal Prof [N Hasnah Yusuf] hadir.",
        [("Hasnah Yusuf", "Rektor", "Universitas Merpati", None)],
    ),
    (
        "titles of engineers and accountants among the degrees",
        "Terpilih Dr. [N Bagus Prakoso], S.E., Akt., M.B.A. sebagai [P Ketua Komite] dan [N Hasnah Yusuf], S.T., IPM. sebagai [P Sekretaris Komite].",
        [("Bagus Prakoso", "Ketua Komite", None, None), ("Hasnah Yusuf", "Sekretaris Komite", None, None)],
    ),
    (
        "more of the body's name and a term before the person",
        "Hadir [P Direktur] [S AKN] Melati Putih Tegal Periode 2022–2026, [N Bagus Prakoso].",
        [("Bagus Prakoso", "Direktur", "AKN", None)],
    ),
    (
        "a sentence that opens with the office",
        "Sebagai [P anggota] [A DPR] dari daerah pemilihan Jawa Tengah IX, [N Bagus Prakoso] justru menolak.",
        [("Bagus Prakoso", "anggota", "DPR", None)],
    ),
    (
        "yang juga aktif sebagai",
        "[N Bagus Prakoso] yang juga aktif sebagai [P Bendahara] [O KONI Tegal] hadir.",
        [("Bagus Prakoso", "Bendahara", "KONI Tegal", None)],
    ),
    (
        "salah satu",
        "[N Bagus Prakoso], salah satu [P guru] di [S SMPN 4 Tegal], menulis buku.",
        [("Bagus Prakoso", "guru", "SMPN 4 Tegal", None)],
    ),
    (
        "an untagged body with its kind of region cut short",
        "[P Kepala] Dinas Pendidikan (Kadisdik) Kab. Tegal, [N Bagus Prakoso] hadir.",
        [("Bagus Prakoso", "Kepala", "Dinas Pendidikan (Kadisdik) Kab. Tegal", None)],
    ),
    (
        "the body between commas",
        "[P Kepala Bidang Arsip], [A Disdik Tegal], [N Bagus Prakoso] menuturkan kisahnya.",
        [("Bagus Prakoso", "Kepala Bidang Arsip", "Disdik Tegal", None)],
    ),
    (
        "diketahui merupakan, and a degree that is also a kind of school",
        "[N Hasnah Yusuf] diketahui merupakan [P Dosen] [S Universitas Merpati]. Hadir Dr. [N Bagus Prakoso], MA. sebagai [P Penguji].",
        [("Hasnah Yusuf", "Dosen", "Universitas Merpati", None), ("Bagus Prakoso", "Penguji", None, None)],
    ),
    (
        "an office that points back",
        "[N Hasnah Yusuf] datang bersama [N Bagus Prakoso]. \"Kami siap,\" tutur mantan [P Dekan] [S Fakultas Hukum Unmer] itu.",
        [("Hasnah Yusuf", "Dekan", "Fakultas Hukum Unmer", "former")],
    ),
    (
        "an office that points back and is known already",
        "[P Bupati] [L Tegal] [N Hasnah Yusuf] menemui [N Bagus Prakoso]. [P Bupati] itu lalu pulang.",
        [("Hasnah Yusuf", "Bupati", "Tegal", None)],
    ),
    (
        "who is appointed, not who appoints",
        "[N Bagus Prakoso] ditunjuk oleh [P Bupati] [N Hasnah Yusuf] sebagai [P Kepala] [A Badan Arsip Batu].",
        [("Bagus Prakoso", "Kepala", "Badan Arsip Batu", None), ("Hasnah Yusuf", "Bupati", None, None)],
    ),
    (
        "nobody named is appointed",
        "Ia diangkat oleh [P Bupati] [N Hasnah Yusuf] sebagai [P Kepala] [A Badan Arsip Batu].",
        [("Hasnah Yusuf", "Bupati", None, None)],
    ),
    (
        "who stands in for an office does not hold it",
        "Mewakili [P Kepala] [A Dinas Arsip Batu], [N Bagus Prakoso] membuka pameran.",
        [],
    ),
    (
        "after a source the office is the subject",
        "Menurut [N Bagus Prakoso], [P Bupati] meminta sekolah bersiap.",
        [],
    ),
    (
        "a pair of names in the name of a team",
        "[P Ketua] Tim Relawan (TR) [N Sandi]-[N Rahma], [N Bagus Prakoso], hadir.",
        [("Bagus Prakoso", "Ketua", "Tim Relawan", None)],
    ),
    (
        "a year between office and person",
        "[P Ketua] [O Panitia Pekan Buku] 2031 Prof. [N Rini Astuti] hadir.",
        [("Rini Astuti", "Ketua", "Panitia Pekan Buku", None)],
    ),
    (
        "a body keeps the bracket at its end",
        "[P Direktur] [O PT Cendana (Persero)] [N Rini Astuti] hadir.",
        [("Rini Astuti", "Direktur", "PT Cendana (Persero)", None)],
    ),
    (
        "an acronym inside an untagged body",
        "[P Kepala Bidang Arsip] Dinas Buku dan Arsip Kabupaten (Disbusip) [L Bantaeng] [N Rini Astuti] hadir.",
        [("Rini Astuti", "Kepala Bidang Arsip", "Dinas Buku dan Arsip Kabupaten (Disbusip) Bantaeng", None)],
    ),
    (
        "office, body, person",
        "[P Kepala] [A Dinas Pendidikan Kota Batu] [N Rini Astuti] membuka pameran.",
        [("Rini Astuti", "Kepala", "Dinas Pendidikan Kota Batu", None)],
    ),
    (
        "office, body, comma, person",
        "[P Rektor] [S Universitas Cendana], [N Bagus Prakoso], hadir.",
        [("Bagus Prakoso", "Rektor", "Universitas Cendana", None)],
    ),
    (
        "person, comma, office, body",
        "Hadir [N Bagus Prakoso], [P Rektor] [S Universitas Cendana].",
        [("Bagus Prakoso", "Rektor", "Universitas Cendana", None)],
    ),
    (
        "a place is the body of its government",
        "[P Bupati] [L Bantaeng] [N Hasnah Yusuf] meninjau sekolah.",
        [("Hasnah Yusuf", "Bupati", "Bantaeng", None)],
    ),
    ("no body written, no body given", "[P Kepala Sekolah] [N Sumarni] senang.", [("Sumarni", "Kepala Sekolah", None, None)]),
    (
        "the unit belongs to the office",
        '"Baik," ujar [N Dodi Hartono], [P Kabid Pembinaan SMP] [A Dinas Pendidikan].',
        [("Dodi Hartono", "Kabid Pembinaan SMP", "Dinas Pendidikan", None)],
    ),
    (
        "honorifics stand between",
        "[P Kepala] [S SMPN 5 Praya] Drs. H. [N Lalu Wirman] bersyukur.",
        [("Lalu Wirman", "Kepala", "SMPN 5 Praya", None)],
    ),
    (
        "degrees stand between",
        "[N Wahyuni], S.Pd., M.Pd., [P Kepala] [S SDN 3 Praya], bersyukur.",
        [("Wahyuni", "Kepala", "SDN 3 Praya", None)],
    ),
    (
        "degrees without full stops",
        "[N Wahyuni] SPd MM, [P Kepala] [S SDN 3 Praya], bersyukur.",
        [("Wahyuni", "Kepala", "SDN 3 Praya", None)],
    ),
    (
        "degrees split by a space",
        "[N Wahyuni], S. Pd, [P Kepala] [S SDN 3 Praya], bersyukur.",
        [("Wahyuni", "Kepala", "SDN 3 Praya", None)],
    ),
    (
        "a rank stands between",
        "[P Kapolres] [L Garut] AKBP [N Rudi Salam] memimpin apel.",
        [("Rudi Salam", "Kapolres", "Garut", None)],
    ),
    (
        "an acronym in brackets behind the office",
        "[P Menteri Agama] ([P Menag]), [N Ahmad Fauzi], datang.",
        [("Ahmad Fauzi", "Menteri Agama", None, None)],
    ),
    (
        "an acronym in brackets behind the body",
        "[P Ketua] [O Persatuan Guru Nusantara] (PGN) [N Ida Royani] datang.",
        [("Ida Royani", "Ketua", "Persatuan Guru Nusantara", None)],
    ),
    (
        "the short form of the body follows in brackets",
        "[P Kepala] [A Badan Riset Daerah] ([A Brida]), [N Ida Royani], datang.",
        [("Ida Royani", "Kepala", "Badan Riset Daerah", None)],
    ),
    (
        "a preposition before the body",
        "[P Direktur] pada [A Kementerian Riset] [N Seto Adi] hadir.",
        [("Seto Adi", "Direktur", "Kementerian Riset", None)],
    ),
    (
        "di lingkungan",
        "[P Analis Kebijakan] di lingkungan [A Kemenriset] [N Seto Adi] hadir.",
        [("Seto Adi", "Analis Kebijakan", "Kemenriset", None)],
    ),
    (
        "the first of two bodies",
        "[P Kabid Dikdas] [A Dinas Pendidikan] [L Kabupaten Luwu] [N Seto Adi] hadir.",
        [("Seto Adi", "Kabid Dikdas", "Dinas Pendidikan", None)],
    ),
    (
        "the unit stands behind the body",
        "[P Wakil Rektor] [S UNX] Bidang Riset, Inovasi, dan Kerja Sama, [N Seto Adi], hadir.",
        [("Seto Adi", "Wakil Rektor", "UNX", None)],
    ),
    (
        "selaku",
        "Rapat dibuka [N Mira Lestari] selaku [P Ketua] [O Komite Sekolah].",
        [("Mira Lestari", "Ketua", "Komite Sekolah", None)],
    ),
    (
        "comma and selaku",
        "Hadir pula [N Bonar], selaku [P Kepala Bagian Umum].",
        [("Bonar", "Kepala Bagian Umum", None, None)],
    ),
    (
        "sebagai",
        "[N Mira Lestari] sebagai [P Dekan] [S Fakultas Teknik UNX] menyambut tamu.",
        [("Mira Lestari", "Dekan", "Fakultas Teknik UNX", None)],
    ),
    (
        "menjabat",
        "[N Mira Lestari] menjabat [P Dekan] [S Fakultas Teknik UNX].",
        [("Mira Lestari", "Dekan", "Fakultas Teknik UNX", None)],
    ),
    (
        "yang menjabat sebagai",
        "[N Mira Lestari] yang kini menjabat sebagai [P Dekan] [S Fakultas Teknik UNX] hadir.",
        [("Mira Lestari", "Dekan", "Fakultas Teknik UNX", None)],
    ),
    (
        "dilantik sebagai",
        "[N Mira Lestari] resmi dilantik sebagai [P Camat] [L Pulosari].",
        [("Mira Lestari", "Camat", "Pulosari", None)],
    ),
    (
        "dilantik menjadi",
        "[N Mira Lestari] dilantik menjadi [P Camat] [L Pulosari].",
        [("Mira Lestari", "Camat", "Pulosari", None)],
    ),
    (
        "terpilih menjadi",
        "[N Mira Lestari] terpilih menjadi [P Ketua Umum] [O Ikatan Guru].",
        [("Mira Lestari", "Ketua Umum", "Ikatan Guru", None)],
    ),
    (
        "yang dikenal sebagai",
        "[N Umar Said], yang dikenal sebagai [P pengasuh] [S Pesantren Al-Huda], datang.",
        [("Umar Said", "pengasuh", "Pesantren Al-Huda", None)],
    ),
    (
        "dijabat oleh",
        "[P Kepala] [A Dinas Sosial] kini dijabat oleh [N Tono Suratman].",
        [("Tono Suratman", "Kepala", "Dinas Sosial", None)],
    ),
    (
        "yaitu",
        "Narasumbernya [P Direktur] [O Yayasan Mentari] yaitu [N Tono Suratman].",
        [("Tono Suratman", "Direktur", "Yayasan Mentari", None)],
    ),
    (
        "adalah",
        "[N Tono Suratman] adalah [P Direktur] [O Yayasan Mentari].",
        [("Tono Suratman", "Direktur", "Yayasan Mentari", None)],
    ),
    (
        "dipimpin oleh an office holder",
        "Upacara dipimpin oleh [P Bupati] [L Luwu] [N Tono Suratman].",
        [("Tono Suratman", "Bupati", "Luwu", None)],
    ),
    (
        "an occupation is a position of its holder",
        "Salah seorang [P guru], [N Nur Aini], terharu.",
        [("Nur Aini", "guru", None, None)],
    ),
    (
        "an occupation has a school as body",
        "[P Guru] [S SMAN 2 Poso], [N Nur Aini], terharu.",
        [("Nur Aini", "Guru", "SMAN 2 Poso", None)],
    ),
    (
        "an occupation has no place as body",
        "[P guru SMA] di [L Poso] bernama [N Nur Aini] terharu.",
        [("Nur Aini", "guru SMA", None, None)],
    ),
    (
        "office in brackets behind the person",
        "[N Nur Aini] ([P Kepala] [S TK Pelita]) terharu.",
        [("Nur Aini", "Kepala", "TK Pelita", None)],
    ),
    (
        "what a speaker left out stands in brackets",
        'Kata dia, "Harapan Pak [P Bupati] ([L Luwu] [N Tono Suratman]) begitu."',
        [("Tono Suratman", "Bupati", "Luwu", None)],
    ),
    (
        "lower case directly behind the name",
        "Seperti [N Nur Aini] [P mahasiswa] di [S Universitas Cendana].",
        [("Nur Aini", "mahasiswa", "Universitas Cendana", None)],
    ),
    # status
    ("acting: Plt.", "[P Plt. Kepala] [A Bappeda] [N Joko] hadir.", [("Joko", "Plt. Kepala", "Bappeda", "acting")]),
    ("acting: Pj", "[P Pj Gubernur] [L Banten] [N Joko] hadir.", [("Joko", "Pj Gubernur", "Banten", "acting")]),
    ("acting: the status word stands before", "Plh [P Bupati] [L Luwu] [N Joko] hadir.", [("Joko", "Bupati", "Luwu", "acting")]),
    (
        "acting: Pelaksana Tugas",
        "[P Pelaksana Tugas Kepala] [A Bappeda], [N Joko], hadir.",
        [("Joko", "Pelaksana Tugas Kepala", "Bappeda", "acting")],
    ),
    (
        "former: mantan",
        "[P mantan Menteri Pendidikan] [N Joko Widjaja] hadir.",
        [("Joko Widjaja", "mantan Menteri Pendidikan", None, "former")],
    ),
    ("former: the word stands before", "Mantan [P Bupati] [L Luwu] [N Joko] hadir.", [("Joko", "Bupati", "Luwu", "former")]),
    ("former: eks", "[P eks Rektor] [S UNX], [N Joko], hadir.", [("Joko", "eks Rektor", "UNX", "former")]),
    (
        "former: a term between",
        "[P mantan Bupati] [L Luwu] periode 2010-2015 [N Joko] hadir.",
        [("Joko", "mantan Bupati", "Luwu", "former")],
    ),
    (
        "the minister of the time is not the holder",
        "[P mantan staf khusus Mendikbud] era [N Nadia Karim], [N Yusuf Tan], hadir.",
        [("Yusuf Tan", "mantan staf khusus Mendikbud", None, "former")],
    ),
    # lists
    (
        "list, office first",
        "Hadir [P Bupati] [L Luwu] [N Ani], [P Ketua] [A DPRD Luwu] [N Budi], dan [P Kapolres] [L Luwu] [N Cici].",
        [("Ani", "Bupati", "Luwu", None), ("Budi", "Ketua", "DPRD Luwu", None), ("Cici", "Kapolres", "Luwu", None)],
    ),
    (
        "list with commas, office first",
        "Hadir [P Bupati] [L Luwu], [N Ani], [P Ketua] [A DPRD Luwu], [N Budi], serta [P Camat] [L Bua], [N Cici].",
        [("Ani", "Bupati", "Luwu", None), ("Budi", "Ketua", "DPRD Luwu", None), ("Cici", "Camat", "Bua", None)],
    ),
    (
        "list with commas, person first",
        "Hadir [N Ani], [P Bupati] [L Luwu], [N Budi], [P Ketua] [A DPRD Luwu], serta [N Cici], [P Camat] [L Bua].",
        [("Ani", "Bupati", "Luwu", None), ("Budi", "Ketua", "DPRD Luwu", None), ("Cici", "Camat", "Bua", None)],
    ),
    (
        "bersama",
        "[N Hari Erlangga], [P Sekretaris] [A Dinas Pendidikan] bersama [N Boni], selaku [P Kepala Bagian Umum], memaparkan.",
        [("Hari Erlangga", "Sekretaris", "Dinas Pendidikan", None), ("Boni", "Kepala Bagian Umum", None, None)],
    ),
    (
        "mixed order: no comma binds closer than a comma",
        "Hadir [N Ani], [P Ketua] [O PKK] [N Budi].",
        [("Budi", "Ketua", "PKK", None)],
    ),
    (
        "two offices of one person",
        "[P Wakil Menteri Kelautan] sekaligus [P Kepala] [A Badan Pesisir], [N Dedi Irawan], hadir.",
        [("Dedi Irawan", "Wakil Menteri Kelautan", None, None), ("Dedi Irawan", "Kepala", "Badan Pesisir", None)],
    ),
    (
        "two offices joined by &",
        "[P Dosen] [S UNX] & [P Pengamat Pendidikan] [L Jambi], [N Dewi Ayu] menambahkan hal itu.",
        [("Dewi Ayu", "Dosen", "UNX", None), ("Dewi Ayu", "Pengamat Pendidikan", "Jambi", None)],
    ),
    # one row per person and office
    (
        "the short name joins the full one",
        "[P Rektor] [S UNX] [N Mira Lestari] hadir.\n[P Rektor] [N Mira] pulang.",
        [("Mira Lestari", "Rektor", "UNX", None)],
    ),
    (
        "the short title joins the full one",
        "[P Wakil Gubernur] [L Jambi] [N Mira Lestari] hadir.\n[P Wagub] [N Mira] pulang.",
        [("Mira Lestari", "Wakil Gubernur", "Jambi", None)],
    ),
    (
        "the full title may come later",
        "[P Wamen] [N Mira] hadir.\n[P Wakil Menteri Pertanian], [N Mira Lestari], pulang.",
        [("Mira Lestari", "Wakil Menteri Pertanian", None, None)],
    ),
    (
        "an abbreviated ministry is the same office",
        "[P Mendikdasmen] [N Abdul Karim] hadir.\n[P Menteri Pendidikan Dasar dan Menengah] [N Abdul Karim] pulang.",
        [("Abdul Karim", "Menteri Pendidikan Dasar dan Menengah", None, None)],
    ),
    (
        "Menhub is the Menteri Perhubungan",
        "[P Menhub] [N Karya Sumarna] hadir.\n[P Menteri Perhubungan] [N Karya Sumarna] pulang.",
        [("Karya Sumarna", "Menteri Perhubungan", None, None)],
    ),
    (
        "the body that one mention leaves out another gives",
        "[P Rektor] [N Mira Lestari] hadir.\n[P Rektor] [S UNX] [N Mira Lestari] pulang.",
        [("Mira Lestari", "Rektor", "UNX", None)],
    ),
    (
        "two persons in one office are two rows",
        "[P Wakil Bupati] [L Luwu] [N Ani] dan [P Wakil Bupati] [L Bone] [N Budi] hadir.",
        [("Ani", "Wakil Bupati", "Luwu", None), ("Budi", "Wakil Bupati", "Bone", None)],
    ),
    (
        "a career has one row for each office",
        "[N Herman Sani] pernah menjabat sebagai [P Lurah] di [L Sukajadi]. Kemudian ia menjabat sebagai [P Camat] [L Bua].",
        [("Herman Sani", "Lurah", "Sukajadi", None), ("Herman Sani", "Camat", "Bua", None)],
    ),
    (
        "a secretary of a board is no regional secretary",
        "[N Herman Sani] diangkat menjadi [P Sekretaris] [A Bappeda]. Kini ia menjabat sebagai [P Sekretaris Daerah].",
        [("Herman Sani", "Sekretaris", "Bappeda", None), ("Herman Sani", "Sekretaris Daerah", None, None)],
    ),
    ("letters before a foreign name", "[P Duta Besar] [L Georgia] untuk [L Indonesia], H.E [N Tornike Nozadze], hadir.", [("Tornike Nozadze", "Duta Besar", "Georgia", None)]),
    ("Dr.-Ing.", "[P Wakil Rektor] Prof. Dr.-Ing. Ir. [N Asep Ridwan], S.T., M.T., hadir.", [("Asep Ridwan", "Wakil Rektor", None, None)]),
    ("drg and lower-case prof.", "[P Kepala] [A LPPM] prof. [N Meutia] dan [P Dekan] [S FKG UNX], drg. [N Nur Tami], hadir.", [("Meutia", "Kepala", "LPPM", None), ("Nur Tami", "Dekan", "FKG UNX", None)]),
    ("sosok", "Ungkap [N Muslihah], S.Pd, sosok [P kepala madrasah] teladan.", [("Muslihah", "kepala madrasah", None, None)]),
    ("a word of the office left outside", "[P Koordinator lapangan] aksi, [N Zidan], berharap.", [("Zidan", "Koordinator lapangan", None, None)]),
    ("a verb is no word of the office", "[P Bupati] berharap, [N Andi Saputra] hadir.", []),
    ("a candidate's number", "[P Calon presiden] nomor urut 3 [N Ganjar Wibowo] hadir.", [("Ganjar Wibowo", "Calon presiden", None, None)]),
    # what a tagger missed or cut
    ("a body that nobody tagged", "[P Sekretaris] Tim Gugus Tugas Covid-19 Daerah, [N Joko Susilo], hadir.", [("Joko Susilo", "Sekretaris", "Tim Gugus Tugas Covid-19 Daerah", None)]),
    ("a body that nobody tagged, no comma", "[P Kepala] Dinas Sosial [N Joko Susilo] hadir.", [("Joko Susilo", "Kepala", "Dinas Sosial", None)]),
    ("an acronym that nobody tagged", "[P Direktur Pelayanan] DJP, [N Joko Susilo], hadir.", [("Joko Susilo", "Direktur Pelayanan", "DJP", None)]),
    ("a place behind the body that nobody tagged", "[P Ketua] [A Satgas Gizi] Desa Sukamaju, [N Joko Susilo], hadir.", [("Joko Susilo", "Ketua", "Satgas Gizi", None)]),
    ("a unit tagged as an office", "[P Wakil Rektor] [S UNX] [P Bidang Riset], [N Joko Susilo], hadir.", [("Joko Susilo", "Wakil Rektor", "UNX", None)]),
    ("a degree tagged as an office", "[P Presiden] [S UNX], [N Joko Susilo], [P CPA], hadir.", [("Joko Susilo", "Presiden", "UNX", None)]),
    ("a ministry cut off its minister", "[P Menteri] [A PU] [N Joko Susilo] hadir.", [("Joko Susilo", "Menteri PU", None, None)]),
    ("an occupation that nobody tagged", "Salah seorang guru, [N Nur Aini], terharu.", [("Nur Aini", "guru", None, None)]),
    ("an occupation of initials", "Seorang guru berinisial [N SR] dilaporkan.", [("SR", "guru", None, None)]),
    ("seorang", "Pendirinya [N Agus Salim], seorang [P bidan] desa.", [("Agus Salim", "bidan", None, None)]),
    ("an office that nobody tagged", "Hadir [N Januar Rizal], Camat [L Pabean], dan warga.", [("Januar Rizal", "Camat", "Pabean", None)]),
    ("a long office that nobody tagged", "Wakil Koordinator Advokasi [O PGRI], [N Laili Hadi], hadir.", [("Laili Hadi", "Wakil Koordinator Advokasi", "PGRI", None)]),
    ("an acronym behind the person's office", "[N Joko Susilo], [P Direktur Utama] PDS, hadir.", [("Joko Susilo", "Direktur Utama", "PDS", None)]),
    ("an honorific tagged as a person", "[P Kepala] [A BPS] [N Saudari] [N Amalia Adi] hadir.", [("Amalia Adi", "Kepala", "BPS", None)]),
    ("an untagged body with commas and an acronym", "[P Kepala] Dinas Pendidikan, Pemuda, dan Olahraga (Dispora) Bima [N Joko Susilo] hadir.", [("Joko Susilo", "Kepala", "Dinas Pendidikan, Pemuda, dan Olahraga (Dispora) Bima", None)]),
    # what is no row
    ("an office alone", "[P Bupati] [L Luwu] membuka acara.", []),
    ("a person alone", "[N Mira Lestari] membuka acara.", []),
    ("a full stop parts them", "Acara dibuka [P Bupati] [L Luwu]. [N Mira Lestari] datang.", []),
    ("a verb parts them", "[N Mira Lestari] menemui [P Bupati] [L Luwu] kemarin.", []),
    ("a moderator is a role in the event", "Diskusi dengan [P moderator] [N Mira Lestari] ramai.", []),
    ("a note-taker is a role in the event", "Hadir [N Mira Lestari] selaku [P notulis].", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "rows"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_positions(marked: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    found = find_positions(marked_view(marked))
    assert [(p.person, p.position, p.body, p.status) for p in found] == rows


@pytest.mark.parametrize("marked", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_evidence_is_the_text_and_holds_the_person(marked: str) -> None:
    view = marked_view(marked)
    for row in find_positions(view):
        assert view.text[row.start : row.end] == row.text
        assert 0 < row.score <= 1
        assert row.cue


def test_declared_alias_gives_the_full_name() -> None:
    view = marked_view(
        "[N Gus Fikri] bersyukur. [P Menteri Sosial] [N Gus Fikri] hadir. [N Fikri Rahman] pulang.",
        aliases=[("Gus Fikri", "Fikri Rahman")],
    )
    assert [(p.person, p.position) for p in find_positions(view)] == [("Fikri Rahman", "Menteri Sosial")]


def test_declared_acronym_of_an_office_joins_its_rows() -> None:
    view = marked_view(
        "[P Kepala Pusat Penerangan] [A Kejaksaan] [N Anang] hadir. [P Kapuspen] [N Anang] pulang.",
        aliases=[("Kapuspen", "Kepala Pusat Penerangan")],
    )
    assert [(p.position, p.body) for p in find_positions(view)] == [("Kepala Pusat Penerangan", "Kejaksaan")]


def test_order_is_that_of_the_text() -> None:
    view = marked_view("[P Bupati] [L Luwu] [N Ani] dan [P Camat] [L Bua] [N Budi].\n[P Lurah] [L Sabe] [N Cici].")
    starts = [p.start for p in find_positions(view)]
    assert starts == sorted(starts)


def test_component_fills_the_doc() -> None:
    nlp = spacy.blank("id")
    doc = nlp.make_doc("Bupati Ani hadir.")
    doc._.article = Article(article_id="a", source="a", text=doc.text)
    doc._.mentions = (
        Mention(start=0, end=6, text="Bupati", label="POSITION"),
        Mention(start=7, end=10, text="Ani", label="PERSON"),
    )
    doc = nlp.add_pipe("edufakta_positions")(doc)
    assert [(p.person, p.position) for p in doc._.positions] == [("Ani", "Bupati")]


def test_no_mentions_no_rows() -> None:
    assert find_positions(ArticleView(article=Article(article_id="a", source="a", text="Halo."))) == []


@pytest.mark.parametrize(
    "unit",
    [
        "[P Bupati] [L Luwu], ",
        "[N Ani], ",
        "[P Kepala] ",
        "([P Kepala] ",
        "[N Ani], S.Pd., ",
        "[P Ketua] dan [O PKK] bidang A, ",
        "[N Ani] menjabat sebagai [P Ketua] [O PKK]. ",
        "[N Ani Sari] [N Ani Dewi] [N Ani] ",
        "kepada [N Ani], tutur [P Dekan] itu ",
        "[P kuasa hukum] [N Ani] ",
        "Sebagai [P anggota] [A DPR] dari kota ",
    ],
)
def test_time_is_linear_in_a_line_of_any_length(unit: str) -> None:
    def seconds(n: int) -> float:
        view = marked_view(unit * n + "[N Budi]")
        best = 9.0
        for _ in range(3):
            begin = time.process_time()
            find_positions(view)
            best = min(best, time.process_time() - begin)
        return best

    seconds(50)
    assert seconds(1600) < 12 * max(seconds(400), 0.005)
