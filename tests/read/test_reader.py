"""Every input form, and inputs that are broken or hostile."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.errors import AbortRun
from pipeline.read import ReadLimits, article_id, discover, read_sources
from pipeline.records import Article, Rejection

TITLE = "Desa Sukamaju Buka Kelas Sore"
BODY = (
    "BREBES (Humas) - Sebanyak 45 anak mengikuti kelas sore di balai desa. "
    "“Gratis,” kata Kepala Desa, Warsito. (hms/wd)"
)
PAGE = f"""<!doctype html><html><head><title>{TITLE} - Kabar Brebes</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2025-05-02T08:00:00+07:00", "author": [{{"name": "Rina Wati"}}],
"publisher": {{"name": "Kabar Brebes"}}}}</script></head><body>
<nav><ul><li>Beranda</li><li>Profil</li></ul></nav><article><h1>{TITLE}</h1>
<figure><img src="a.jpg"><figcaption>Foto: Anak-anak belajar di balai desa</figcaption></figure>
<p>{BODY}</p><p>Baca juga: <a href="/x">Panen Raya Dimulai</a></p>
<p>Kelas itu berlangsung setiap Selasa dan Kamis dengan dua orang guru pendamping dari desa tetangga.</p>
</article><footer>Hak Cipta © 2025</footer><script>alert(1)</script></body></html>"""


def read(*sources: Path, limits: ReadLimits | None = None) -> list[Article | Rejection]:
    return list(read_sources(sources, limits or ReadLimits()))


def one(path: Path, limits: ReadLimits | None = None) -> Article:
    (found,) = read(path, limits=limits)
    assert isinstance(found, Article), found
    return found


def rejected(path: Path, limits: ReadLimits | None = None) -> Rejection:
    (found,) = read(path, limits=limits)
    assert isinstance(found, Rejection), found
    assert found.message.endswith(".")
    return found


def warc(path: Path, payloads: list[tuple[str, bytes]]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for kind, payload in payloads:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            record = writer.create_warc_record(
                "https://kabar.example/kelas", "response", payload=io.BytesIO(payload), http_headers=headers
            )
            writer.write_record(record)


class TestForms:
    def test_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"Skip to content\n{TITLE}\n\n{TITLE}\n\n{BODY}\n", "utf-8")
        article = one(path)
        assert article.text == f"{TITLE}\n\n{BODY}"
        assert (article.title, article.author) == (TITLE, "hms/wd")
        assert article.source == path.as_posix()
        assert article.article_id == article_id(article.source)

    def test_gzip(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.gz"
        path.write_bytes(gzip.compress(BODY.encode()))
        assert one(path).text == BODY

    def test_html(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(PAGE, "utf-8")
        article = one(path)
        assert article.title == TITLE
        assert (article.author, article.outlet, article.published) == ("Rina Wati", "Kabar Brebes", dt.date(2025, 5, 2))
        assert article.text.split("\n")[0] == TITLE
        assert "Foto: Anak-anak belajar di balai desa" in article.text
        assert BODY in article.text
        for furniture in ("Beranda", "Baca juga", "Hak Cipta", "alert", "NewsArticle"):
            assert furniture not in article.text

    def test_markdown_with_front_matter(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(
            f"---\ntitle: '{TITLE}'\ndate: 2025-05-02\nauthor: Rina\n---\n# {TITLE}\n\n**BREBES** – Ada [45 anak](x) "
            "belajar\nbersama.\n",
            "utf-8",
        )
        article = one(path)
        assert article.text == f"{TITLE}\n\nBREBES – Ada 45 anak belajar bersama."
        assert (article.title, article.author, article.published) == (TITLE, "Rina", dt.date(2025, 5, 2))

    def test_json_object_and_list(self, tmp_path: Path) -> None:
        single, many = tmp_path / "a.json", tmp_path / "b.json"
        single.write_text(json.dumps({"text": BODY, "published": "2025-05-02"}), "utf-8")
        many.write_text(json.dumps({"data": [{"isi": BODY}, {"isi": BODY}]}), "utf-8")
        assert one(single).published == dt.date(2025, 5, 2)
        assert one(single).source == single.as_posix()
        assert [a.source for a in read(many)] == [f"{many.as_posix()}#0", f"{many.as_posix()}#1"]

    def test_jsonl_rejects_broken_records_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        good = json.dumps({"judul": TITLE, "isi": BODY, "tanggal": "Jumat, 2 Mei 2025", "sumber": "https://x.id/a"})
        path.write_text("\n".join([good, "{broken", "[1]", '{"judul": "x"}', '{"isi": " "}', "", good]), "utf-8")
        found = read(path)
        assert [r.reason if isinstance(r, Rejection) else "ok" for r in found] == [
            "ok", "broken", "broken", "missing_columns", "empty", "ok",
        ]  # fmt: skip
        assert [r.source.rpartition("#")[2] for r in found] == ["0", "1", "2", "3", "4", "5"]
        first = found[0]
        assert isinstance(first, Article)
        assert first.text == f"{TITLE}\n\n{BODY}"
        assert (first.published, first.url) == (dt.date(2025, 5, 2), "https://x.id/a")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_csv(self, tmp_path: Path, delimiter: str) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(
            (
                f"\ufeffJudul{delimiter}Isi Berita{delimiter}TGL\r\n"
                f'{TITLE}{delimiter}"{BODY}\n=1+1"{delimiter}2/5/2025\r\n'
            ).encode()
        )
        article = one(path)
        assert article.text == f"{TITLE}\n\n{BODY}\n=1+1"  # a cell is text, never a formula
        assert article.published == dt.date(2025, 5, 2)

    def test_parquet(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        table = pa.table({"headline": [TITLE, None], "content": [BODY, None], "date": [dt.date(2025, 5, 2), None]})
        pq.write_table(table, path)
        first, second = read(path)
        assert isinstance(first, Article)
        assert isinstance(second, Rejection)
        assert (first.title, first.published, second.reason) == (TITLE, dt.date(2025, 5, 2), "empty")

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_warc(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        warc(
            path,
            [("text/html; charset=utf-8", PAGE.encode()), ("image/png", b"\x89PNG"), ("text/plain", BODY.encode())],
        )
        page, plain = read(path)
        assert isinstance(page, Article)
        assert isinstance(plain, Article)
        assert (page.title, page.url, plain.text) == (TITLE, "https://kabar.example/kelas", BODY)

    def test_a_text_of_html_in_a_record_is_unwrapped(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"content": "<p>Satu &amp; dua.</p><script>x</script><p>Tiga <b>empat</b>.</p>"}))
        assert one(path).text == "Satu & dua.\nTiga empat."

    @pytest.mark.parametrize(
        ("data", "expected"), [(BODY.encode(), BODY), (json.dumps({"text": BODY}).encode() + b"\n", BODY)]
    )
    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, data: bytes, expected: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[type-var]
        (article,) = read_sources(["-"])
        assert isinstance(article, Article)
        assert article.text == expected


class TestDiscovery:
    def test_order_hidden_files_loops_and_repeats(self, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        for name in ("b/z.txt", "a.txt", ".gitkeep", "c.txt"):
            (tmp_path / name).write_text(BODY)
        (tmp_path / "b" / "loop").symlink_to(tmp_path)
        files = list(discover([tmp_path, tmp_path / "a.txt"]))
        assert [f.path.relative_to(tmp_path).as_posix() for f in files] == ["a.txt", "b/z.txt", "c.txt"]

    def test_a_missing_path_aborts(self, tmp_path: Path) -> None:
        with pytest.raises(AbortRun, match="no file or folder"):
            list(discover([tmp_path / "nothing"]))

    @pytest.mark.parametrize("name", ["a.docx", "a", "a.txt.zip"])
    def test_unknown_suffix(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text(BODY)
        assert rejected(tmp_path / name).reason == "unsupported"

    def test_pipes_and_dead_links_are_not_opened(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
        assert [r.reason for r in read(tmp_path) if isinstance(r, Rejection)] == ["unsupported", "unsupported"]


class TestHostile:
    @pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.json", "a.jsonl", "a.csv", "a.warc"])
    def test_empty(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"")
        assert rejected(tmp_path / name).reason == "empty"

    @pytest.mark.parametrize("name", ["a.parquet", "a.json", "a.txt.gz", "a.warc"])
    def test_garbage(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"not what the name says")
        assert rejected(tmp_path / name).reason == "broken"

    def test_binary(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 100)
        assert rejected(tmp_path / "a.txt").reason == "binary"

    def test_zero_bytes_in_a_text_are_dropped(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY.replace("45", "4\x005"))
        assert one(tmp_path / "a.txt").text == BODY

    def test_50_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        with path.open("wb") as file:
            for _ in range(51):
                file.write(b"kelas sore " * 90_910)
        assert rejected(path).reason == "too_large"

    def test_an_article_longer_than_the_limit(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY)
        assert rejected(tmp_path / "a.txt", ReadLimits(article_chars=20)).reason == "too_large"

    def test_a_gzip_bomb(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl.gz"
        path.write_bytes(gzip.compress(b" " * 40_000_000))
        assert rejected(path).reason == "too_large"

    def test_a_huge_line_costs_its_record_only(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": BODY}) + "\n")
        first, second = read(path, limits=ReadLimits(record_bytes=1000))
        assert isinstance(first, Rejection)
        assert first.reason == "too_large"
        assert isinstance(second, Article)

    @pytest.mark.parametrize("depth", [1_000, 50_000])
    def test_deep_html(self, tmp_path: Path, depth: int) -> None:
        path = tmp_path / "a.html"
        path.write_text("<html><body>" + "<div>" * depth + f"<p>{BODY}</p>" + "</div>" * depth + "</body></html>")
        assert BODY in one(path).text

    def test_deep_json(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text("[" * 200_000 + "\n" + json.dumps({"text": BODY}))
        first, second = read(path)
        assert isinstance(first, Rejection)
        assert isinstance(second, Article)

    def test_a_page_without_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text("<html><body><script>x=1</script></body></html>")
        assert rejected(tmp_path / "a.html").reason in {"no_article", "empty"}

    def test_missing_columns_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("nomor,kode\n1,2\n")
        rejection = rejected(tmp_path / "a.csv")
        assert rejection.reason == "missing_columns"
        assert "'nomor', 'kode'" in rejection.message
        assert "isi" in rejection.message

    def test_an_unclosed_quote_in_csv(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text('isi\nsatu baris yang baik\n"' + "tanpa akhir\n" * 5000)
        found = read(tmp_path / "a.csv", limits=ReadLimits(record_bytes=10_000))
        assert isinstance(found[0], Article)
        assert isinstance(found[-1], Rejection)
        assert found[-1].reason == "broken"

    def test_a_truncated_gzip_keeps_what_came_before(self, tmp_path: Path) -> None:
        packed = gzip.compress("\n".join(json.dumps({"text": f"{BODY} {i}"}) for i in range(3000)).encode(), 0)
        (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
        found = read(tmp_path / "a.jsonl.gz")
        assert sum(isinstance(r, Article) for r in found) > 1000
        assert isinstance(found[-1], Rejection)
        assert found[-1].reason == "broken"

    def test_two_encodings_in_one_file(self, tmp_path: Path) -> None:
        line = json.dumps({"text": BODY}, ensure_ascii=False)
        (tmp_path / "a.jsonl").write_bytes(f"{line}\n".encode() + line.encode("cp1252"))
        assert [a.text for a in read(tmp_path / "a.jsonl") if isinstance(a, Article)] == [BODY, BODY]


def test_the_sample_articles_all_read(root: Path) -> None:
    found = read(root / "data" / "raw")
    assert len(found) >= 25
    for article in found:
        assert isinstance(article, Article)
        assert article.title
        assert "Baca juga" not in article.text
