"""A fault of ours on one conversation is told as one, and costs that conversation alone."""

from pathlib import Path

from conftest import OWN_FILES
from ridealong import report
from ridealong.cli.analyze import Job, Run, analyses
from ridealong.errors import ReaderFault
from ridealong.language.taggers import fast


class BreaksOnGrain(Job):
    def do(self, conversation, source: report.SourceInfo):
        if source.format == "grain-json":
            raise ZeroDivisionError
        return super().do(conversation, source)


def test_the_others_are_still_analysed(capsys):
    files = [str(OWN_FILES / name) for name in ("grain-json.json", "zoom-vtt.vtt")]
    run = Run()
    told = list(analyses(files, 10**6, BreaksOnGrain((), None, None, fast(), "json"), run))
    assert [Path(t.source.path).name for t in told] == ["zoom-vtt.vtt"]
    assert isinstance(run.failed[0].error, ReaderFault)
    assert "please report it" in capsys.readouterr().err
