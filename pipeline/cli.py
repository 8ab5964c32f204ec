"""The command line: parses arguments, calls the library, prints.  All work is done elsewhere.

Data goes to files or standard output, everything else to standard error; a progress bar shows on a terminal only.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some articles were rejected, 4 another run holds the output,
130 interrupted (and resumable).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.errors import EdufaktaError, Interrupted, OutputLocked, SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import Manifest


class _Commands(TyperGroup):
    """The commands; an interruption passes on to :func:`main`, which says what it means."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            resumable = isinstance(error, Interrupted) or ctx.invoked_subcommand == "run"
            raise _Stopped("Interrupted" + ("; run the same command again to go on." if resumable else ".")) from None


class _Stopped(EdufaktaError):
    pass


app = typer.Typer(
    name="edufakta",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Indonesian education news and write down its facts as tables.",
    epilog="First time? Try: [bold]python -m pipeline run data/raw[/bold]",
)
evaluate_app = typer.Typer(no_args_is_help=True, help="Measure the stages against gold data of your own.")
app.add_typer(evaluate_app, name="evaluate")

SHOWN_ROWS = 1_000  # of an answer printed as a table
DEFAULT_OUTPUT = Path("data/processed")
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Config = Annotated[Path | None, typer.Option("--config", help="TOML settings file (default: edufakta.toml, if there).")]
Tables = Annotated[Path, typer.Option("--tables", help="Folder that a run wrote.")]


def _error_console() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"edufakta {__version__}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: python -m pipeline run data/raw news.jsonl.gz --output out --format parquet,csv")
def run(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for the tables; data/processed when not given.")
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", "-w", help="Worker processes; 1 when not given.")] = None,
    engine: Annotated[str | None, typer.Option(help="local or ray; local when not given.")] = None,
    ray_address: Annotated[str | None, typer.Option(help="Ray cluster to use; local when not given.")] = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", help="parquet,csv,jsonl,duckdb: Parquet is always written.")
    ] = None,
    syntax: Annotated[
        bool | None, typer.Option("--syntax", help="Also write the tokens table: words, lemmas, dependencies.")
    ] = None,
    syntax_model: Annotated[
        str | None, typer.Option("--syntax-model", help="edufakta, stanza, official or a folder; implies --syntax.")
    ] = None,
    keep_removed: Annotated[
        bool | None, typer.Option("--keep-removed", help="Keep articles whose source has gone.")
    ] = None,
    mask_minors: Annotated[
        bool | None, typer.Option("--mask-minors", help="Hide the names of pupils; rows and counts stay.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read every article again, changed or not.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    limit: Annotated[int | None, typer.Option(help="Read at most so many new or changed articles.")] = None,
    config: Config = None,
    json_: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read articles and write the tables; articles done before and unchanged are skipped."""
    from pipeline.batch import run as run_batch
    from pipeline.config import load_settings

    settings = load_settings(
        config,
        output=output,
        workers=workers,
        engine=engine,
        ray_address=ray_address,
        formats=tuple(f.strip() for f in format_.split(",") if f.strip()) if format_ else None,
        syntax=syntax or (True if syntax_model else None),
        syntax_model=syntax_model,
        keep_removed=keep_removed,
        mask_minors=mask_minors,
    )
    with _progress(not quiet and not json_) as progress:
        manifest = run_batch(
            list(sources),
            output=settings.output,
            settings=settings,
            force=force,
            dry_run=dry_run,
            limit=limit,
            progress=progress,
        )
    if json_:
        typer.echo(json.dumps(manifest.summary(), ensure_ascii=False, default=str))
    elif not quiet:
        _print_summary(manifest)
    if manifest.rejected:
        raise typer.Exit(3)


class _progress:
    """A progress bar on a terminal, nothing elsewhere; called with articles done and, when known, in all."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted and sys.stderr.isatty()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Any:
        if not self.wanted:
            return None
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_error_console(),
        )
        self.bar.start()
        self.task = self.bar.add_task("articles", total=None)
        return lambda done, total=None: self.bar.update(self.task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _print_summary(manifest: Manifest) -> None:
    from rich.table import Table

    console = _error_console()
    summary = manifest.summary()
    counts = summary["counts"]
    if "articles_new" in counts and not any(
        counts[f"articles_{what}"] for what in ("new", "changed", "removed", "rejected")
    ):
        console.print(f"No article is new, changed or gone ({counts['articles_unchanged']:,} read before).")
        console.print(f"Tables: {summary['output']}", markup=False)
        return
    grid = Table.grid(padding=(0, 2))
    for key, value in counts.items():
        grid.add_row(key.replace("_", " "), f"{value:,}")
    console.print(grid)
    if summary["seconds"]:
        console.print(f"{summary['seconds']:.1f} s, {summary['articles_per_second']:.1f} articles/s")
    for reason, count in summary["rejected_by_reason"].items():
        console.print(f"[yellow]rejected, {reason}[/yellow]: {count:,}")
    for item in summary["rejections"][:5]:
        console.print(f"  {item['source']}: {item['message']}", markup=False)
    if len(summary["rejections"]) > 5:
        console.print(f"  ... all of them are in {summary['output']}/manifest.json", markup=False)
    console.print(f"Tables: {summary['output']}", markup=False)


@app.command(epilog="Example: python -m pipeline show article.txt --html page.html")
def show(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file with an article; of a file with many, the first --limit.")
    ],
    html: Annotated[Path | None, typer.Option("--html", help="Write a page instead of printing.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many articles of the file.")] = 1,
    config: Config = None,
) -> None:
    """What is found in an article: its text with coloured spans, then its facts."""
    from itertools import islice

    from rich.console import Console

    from pipeline.config import load_settings
    from pipeline.errors import RejectArticle
    from pipeline.explore.show import to_html, to_terminal
    from pipeline.extraction import extract_articles
    from pipeline.language import load
    from pipeline.read import read_sources
    from pipeline.records import Article

    if html is not None and limit > 1:
        raise typer.BadParameter("--html writes one article; for many, run edufakta run, then edufakta report")
    read = list(islice(read_sources([source]), limit))
    if not read:
        raise RejectArticle("empty", f"There is no article in {source}.")
    articles = [item for item in read if isinstance(item, Article)]
    rejected = [item for item in read if not isinstance(item, Article)]
    if not articles:
        raise RejectArticle(rejected[0].reason, f"{rejected[0].source}: {rejected[0].message}")
    found = list(extract_articles(load(load_settings(config)), articles))
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(to_html(found[0]), encoding="utf-8")
        _error_console().print(f"Wrote {html}", markup=False)
        return
    console = Console()
    for extraction in found:
        console.print(to_terminal(extraction))
    for item in rejected:
        _error_console().print(f"left out: {item.source}: {item.message}", markup=False, soft_wrap=True)
    if rejected:
        raise typer.Exit(3)


@app.command(epilog="Example: python -m pipeline query 'select person, position, body from positions limit 5'")
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="DuckDB's SQL; every table is a view.")],
    tables: Tables = DEFAULT_OUTPUT,
    format_: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this .parquet, .csv or .json file.")
    ] = None,
) -> None:
    """Ask the tables of a run with SQL."""
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    from pipeline.explore.query import query as ask
    from pipeline.explore.query import render, save

    if format_ not in {"table", "csv", "json"}:
        raise typer.BadParameter("--format is table, csv or json; use --output FILE.parquet for Parquet")
    result = ask(sql, tables)
    if output is not None:
        save(result, output)
        _error_console().print(f"Wrote {result.num_rows:,} rows to {output}", markup=False)
    elif format_ != "table":
        typer.echo(render(result, format_), nl=False)
    else:
        # Lines are as wide as the rows where no terminal limits them; what a terminal has no room for goes row by row.
        console = Console(highlight=False, width=None if sys.stdout.isatty() else 10_000)
        rows = result.slice(0, SHOWN_ROWS).to_pylist()
        by_row = len(result.column_names) * 10 > console.width
        grid = Grid(show_edge=False, show_header=not by_row)
        for name in ("column", "value") if by_row else result.column_names:
            grid.add_column(Text(name), overflow="fold")
        for row in rows:
            cells = [Text("" if v is None else str(v)) for v in row.values()]
            if not by_row:
                grid.add_row(*cells)
                continue
            for name, cell in zip(result.column_names, cells, strict=True):
                grid.add_row(Text(name, style="dim"), cell)
            grid.add_section()
        console.print(grid)
        if result.num_rows > SHOWN_ROWS:
            _error_console().print(
                f"The first {SHOWN_ROWS:,} of {result.num_rows:,} rows; all of them with --format csv or --output FILE."
            )


@app.command(epilog="Example: python -m pipeline report --output report.html")
def report(
    tables: Tables = DEFAULT_OUTPUT,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("report.html"),
) -> None:
    """One HTML file to look at the corpus, its facts and every article; opens anywhere, offline."""
    from pipeline.report import write_report

    path = write_report(tables, output)
    _error_console().print(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB)", markup=False)


@app.command(epilog="Example: python -m pipeline schema facts")
def schema(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="One table; all of them when not given.")] = None,
    json_: Json = False,
) -> None:
    """The data dictionary: every table and column."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as Grid

    from pipeline.schema import TABLE, TABLES

    if table is not None and table not in TABLE:
        import difflib

        near = difflib.get_close_matches(table, TABLE, n=1)
        raise typer.BadParameter(
            f"no table {table!r}" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(TABLE)}")
        )
    chosen = [TABLE[table]] if table else list(TABLES)
    if json_:
        rows = [
            {
                "table": t.name,
                "description": t.description,
                "columns": [
                    {"name": c.name, "type": c.type, "required": c.required, "description": c.description}
                    for c in t.columns
                ],
            }
            for t in chosen
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    for t in chosen:
        grid = Grid(title=f"{t.name}: {t.description}", title_justify="left", show_edge=False)
        for heading in ("column", "type", "description"):
            grid.add_column(heading, no_wrap=heading != "description")
        for c in t.columns:
            grid.add_row(c.name, c.type + (", required" if c.required else ""), escape(c.description))
        console.print(grid)
        console.print()


@app.command()
def info(json_: Json = False) -> None:
    """Versions, models, resources and components."""
    from pipeline.info import collect

    facts = collect()
    if json_:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for key, value in facts.items():
        if isinstance(value, dict):
            typer.echo(f"{key}:")
            for inner, text in value.items():
                typer.echo(f"  {inner}: {text}")
        elif isinstance(value, list):
            typer.echo(f"{key}: {', '.join(value)}")
        else:
            typer.echo(f"{key}: {value}")


@app.command(epilog="Example: python -m pipeline verify --tables data/processed")
def verify(tables: Tables = DEFAULT_OUTPUT, json_: Json = False) -> None:
    """Check every offset, key and hash of a run's tables; exit code 1 if something is wrong."""
    from pipeline.batch import verify as verify_tables

    report = verify_tables(tables)
    if json_:
        typer.echo(json.dumps(report.summary(), ensure_ascii=False))
    else:
        console = _error_console()
        for problem in report.problems:
            console.print(problem, markup=False)
        console.print(f"{report.rows:,} rows checked, {len(report.problems):,} problems")
    if report.problems:
        raise typer.Exit(1)


@app.command()
def compact(tables: Tables = DEFAULT_OUTPUT, json_: Json = False) -> None:
    """Join the small parts that many runs leave into few large ones; the rows stay the same."""
    from pipeline.batch import compact as compact_tables

    result = compact_tables(tables)
    if json_:
        typer.echo(json.dumps(result, ensure_ascii=False))
    else:
        _error_console().print(f"Parts of tables: {result['parts_before']:,} before, {result['parts_after']:,} now")


@app.command(epilog="Example: python -m pipeline train pipeline/train/configs/edufakta-ner.toml")
def train(
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help="TOML file that says what to train from what.")],
) -> None:
    """Build a model from scratch: data, training, export, model card (needs edufakta\\[train])."""
    from pipeline.train import train as train_model

    train_model(config)


@evaluate_app.command("sentences", epilog="Example: python -m pipeline evaluate sentences id_csui-ud-test.conllu")
def evaluate_sentences(
    treebanks: Annotated[list[Path], typer.Argument(metavar="CONLLU...", help="CoNLL-U files with # text lines.")],
    conventions: Annotated[str, typer.Option(help="gsd: join sentences as the treebank GSD does.")] = "",
    json_: Json = False,
) -> None:
    """Sentence F1 from raw text, the sentences of each file joined to one running text."""
    from pipeline.evaluate.sentences import score_sentences, splitter_of

    for path in treebanks:
        if not path.is_file():
            raise typer.BadParameter(f"no file {path}")
        s = score_sentences(path, splitter_of(conventions))
        if json_:
            typer.echo(
                json.dumps(
                    {
                        "treebank": s.treebank,
                        "precision": s.precision,
                        "recall": s.recall,
                        "f1": s.f1,
                        "words_per_second": s.words_per_second,
                    }
                )
            )
        else:
            typer.echo(
                f"{s.treebank}: P {s.precision:.2f}  R {s.recall:.2f}  F1 {s.f1:.2f}"
                f"  ({s.gold} gold, {s.found} found; {s.words_per_second:,.0f} words/s)"
            )


@evaluate_app.command("layers", epilog="Example: python -m pipeline evaluate layers gold.jsonl --gold-entities")
def evaluate_layers(
    gold: Annotated[Path, typer.Argument(help="Gold articles, JSON Lines: id, text, entities, quantities, ...")],
    gold_entities: Annotated[
        bool, typer.Option("--gold-entities", help="Give the later stages the gold mentions instead of the tagger's.")
    ] = False,
    errors: Annotated[int, typer.Option(help="Also list so many errors of each layer.")] = 0,
    layer: Annotated[str | None, typer.Option(help="Only the errors of this layer.")] = None,
    config: Config = None,
    json_: Json = False,
) -> None:
    """Score entities, quantities, dates, positions, aliases and statements against gold articles."""
    from pipeline.config import load_settings
    from pipeline.evaluate.gold import read_gold
    from pipeline.evaluate.layers import extract_gold, score
    from pipeline.language import build

    settings = load_settings(config, components_off=("edufakta_ner", "edufakta_lexicon") if gold_entities else None)
    articles = list(read_gold(gold))
    scores = score(articles, extract_gold(build(settings), articles, gold_entities=gold_entities))
    if json_:
        typer.echo(json.dumps({"scores": scores.as_rows(), "quantities": scores.shares}))
        return
    for row in scores.as_rows():
        typer.echo(
            f"{row['layer']:28s} P {row['precision']:6.2f}  R {row['recall']:6.2f}  F1 {row['f1']:6.2f}"
            f"  gold {row['gold']:5d}  found {row['found']:5d}"
        )
    for name, share in scores.shares.items():
        typer.echo(f"quantities, {name} right: {share:.2f}")
    if errors:
        shown: dict[str, int] = {}
        for error in scores.errors:
            if layer and not error[0].startswith(layer):
                continue
            shown[error[0]] = shown.get(error[0], 0) + 1
            if shown[error[0]] <= errors:
                typer.echo("\t".join(error))


@evaluate_app.command("ner", epilog="Example: python -m pipeline evaluate ner gold.jsonl")
def evaluate_ner(
    gold: Annotated[Path, typer.Argument(help="Gold articles, JSON Lines: id, text, entities.")],
    model: Annotated[str, typer.Option(help="Name of a model under models/, or a folder.")] = "edufakta-ner",
) -> None:
    """The tagger alone, in Markdown: scores by label, calibration, what is confused with what."""
    from pipeline.evaluate.ner_report import report as ner_report

    if not gold.is_file():
        raise typer.BadParameter(f"no file {gold}")
    typer.echo(ner_report(gold, model))


@evaluate_app.command("syntax", epilog="Example: python -m pipeline evaluate syntax id_csui-ud-test.conllu")
def evaluate_syntax(
    treebanks: Annotated[list[Path], typer.Argument(metavar="CONLLU...", help="CoNLL-U files with # text lines.")],
    model: Annotated[str, typer.Option(help="edufakta, stanza, official, or a folder.")] = "edufakta",
    gold_sentences: Annotated[
        bool, typer.Option("--gold-sentences", help="Cut the text where the treebank does.")
    ] = False,
    conventions: Annotated[
        str, typer.Option(help="Treebank whose conventions sentences and the encoder follow: csui, gsd, pud.")
    ] = "",
    json_: Json = False,
) -> None:
    """Words, lemmas, parts of speech and dependencies from raw text: CoNLL 2018 scores, in Markdown."""
    from dataclasses import asdict

    from pipeline.evaluate.syntax import markdown
    from pipeline.evaluate.syntax import report as syntax_report

    for path in treebanks:
        if not path.is_file():
            raise typer.BadParameter(f"no file {path}")
    scores = syntax_report(treebanks, model, gold_sentences=gold_sentences, conventions=conventions)
    typer.echo(json.dumps([asdict(s) for s in scores]) if json_ else markdown(scores))


def main() -> None:
    """Run the command; turn errors into a message that says what to do, and an exit code."""
    try:
        app(standalone_mode=True)
    except SettingsError as error:
        _fail(str(error), 2)
    except OutputLocked as error:
        _fail(str(error), 4)
    except _Stopped as stopped:
        _fail(str(stopped), 130)
    except EdufaktaError as error:
        _fail(str(error), 1)
    except OSError as error:
        _fail(f"{error.strerror or error}{': ' + str(error.filename) if error.filename else ''}", 1)


def _fail(message: str, code: int) -> None:
    _error_console().print(f"error: {message}", markup=False, style="red", soft_wrap=True)
    sys.exit(code)
