"""Laws and decrees: "UU Nomor 20 Tahun 2003", "Permendikdasmen No 3 Tahun 2025", "UU Sisdiknas"."""

from __future__ import annotations

import regex

_NUMBER = r"(?:\s+(?:[Bb]er)?[Nn]o(?:mor|mer)?\b\.?\s*:?\s*[\w./\-]{1,40}(?<![./\-]))"
_YEAR = r"(?:\s+[Tt]ahun\s+(?:19|20)\d\d)"
_BRACKET = r"(?:\s+\(\s?\p{Lu}[\p{L}\- ]{0,25}\s?\))"
_SHORT_NUMBER = r"(?:\s+\d{1,3}(?:/(?:19|20)\d\d|\s+[Tt]ahun\s+(?:19|20)\d\d))"
_SUBJECTS = (
    "Sisdiknas", "ITE", "ASN", "KPK", "TNI", "Polri", "BUMN", "IKN", "Pilkada", "Pemilu", "Cipta Kerja",
    "Kesehatan", "Desa", "Pers", "Penyiaran", "Migas", "Minerba", "Otsus", "Guru dan Dosen",
    "Pendidikan Tinggi", "Pendidikan Kedokteran", "Perlindungan Anak", "Pesantren",
    "Sistem Pendidikan Nasional", "Perampasan Aset", "Kejaksaan", "Haji", "Kebudayaan", "Kementerian Negara",
    "Aparatur Sipil Negara", "Administrasi Pemerintahan", "Hak Cipta", "Perkawinan", "Pornografi",
    "Penyandang Disabilitas", "Perpustakaan", "Keolahragaan", "Kepemudaan", "Pemerintahan Daerah",
    "Tindak Pidana Korupsi", "Tindak Pidana Kekerasan Seksual", "TPKS", "PDP", "Perlindungan Data Pribadi",
    "Ketenagakerjaan", "Kepolisian",
)  # fmt: skip
_NAMED = rf"(?:\s+(?:tentang\s+)?(?:{'|'.join(_SUBJECTS)})\b)"
_LAW = r"(?:Rancangan\s+Undang-[Uu]ndang|Undang-?[Uu]ndang(?:\s+Dasar|\s+Darurat)?|R?UU)"
_ISSUER = (
    r"(?:Pemerintah(?:\s+Pengganti\s+Undang-[Uu]ndang)?|Presiden|Menteri|Gubernur|Bupati|Wali\s?[Kk]ota|Daerah|Bersama"
    r"|Direktur\s+Jenderal|Dirjen|Rektor|Kepala\s+(?:Dinas|Badan)|Sekretaris\s+Jenderal|Mahkamah\s+\p{Lu}\p{L}+)"
)
_DECREE = (
    r"(?:(?:Rancangan\s+)?(?:Peraturan|Keputusan|Instruksi|Surat\s+Edaran|Surat\s+Keputusan|Qanun)"
    rf"(?:\s+{_ISSUER})?(?:,?\s+(?:dan\s+)?(?!No(?:mor|mer)?\b|Tahun\b)\p{{Lu}}[\p{{L}}\-]++){{0,10}}+)"
)
_ACRONYM = (
    r"(?:PP|Perppu|Perpres|Keppres|Inpres|Perda|Pergub|Perbup|Perwali|Perwal|Kepgub|Kepbup|Kepmen\p{L}{0,15}"
    r"|Permen\p{L}{0,20}+(?:\s?[Rr]istek|\s[Ss]aintek)?|Per(?:sesjen|dirjen|sekjen)|SKB|SK|SE|PMK|PKPU|TAP\sMPR)"
)
_PATTERN = regex.compile(
    rf"""(?<![\w-])(?:
        (?:{_LAW}|[Uu]ndang-[Uu]ndang){_BRACKET}?(?:\s+(?:Republik\s+Indonesia|RI))?
            (?:{_NUMBER}{_YEAR}?|{_SHORT_NUMBER})
      | {_LAW}{_BRACKET}?{_NAMED}{_BRACKET}?
      | (?:UUD|Undang-[Uu]ndang\s+Dasar){_BRACKET}?(?:\s+(?:NRI|Negara\s+Republik\s+Indonesia))?(?:\s+[Tt]ahun)?\s+1945
      | (?:{_DECREE}|[Ss]urat\s+(?:[Ee]daran|[Kk]eputusan)){_BRACKET}?{_NUMBER}{_YEAR}?
      | {_ACRONYM}{_BRACKET}?(?:{_NUMBER}{_YEAR}?|{_SHORT_NUMBER})
      | SKB\s+\d\s+Menteri
      | (?:KUHP(?:idana|erdata)?|KUHAP|UUGD|UUD)(?![\w-])
      | Kitab\s+Undang-[Uu]ndang\s+Hukum(?:\s+Acara)?\s+(?:Pidana|Perdata)
    )""",
    regex.VERBOSE,
)


def find_regulations(text: str) -> list[tuple[int, int]]:
    """Offsets of all laws and decrees in the text, ordered."""
    return [(m.start(), m.end()) for m in _PATTERN.finditer(text)]
