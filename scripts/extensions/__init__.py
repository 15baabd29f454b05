"""What plain Markdown means on this site, as one Python-Markdown extension. It knows no site generator."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from scripts.extensions.blocks import BlockProcessor
from scripts.extensions.callout_icons import CalloutIconProcessor
from scripts.extensions.channels import ChannelProcessor
from scripts.extensions.comments import CommentProcessor
from scripts.extensions.fields import FieldProcessor
from scripts.extensions.includes import IncludeProcessor
from scripts.extensions.link_lists import ChipProcessor, LinkListProcessor
from scripts.extensions.locale_text import LocaleTextProcessor
from scripts.extensions.page_context import PageContext
from scripts.extensions.pairs import PairProcessor
from scripts.extensions.references import ReferenceProcessor
from scripts.extensions.steps import StepProcessor
from scripts.extensions.tables import TableProcessor
from scripts.extensions.task_labels import TaskLabelProcessor

# Higher comes first. Around them: tasklist 25, inline parsing 20, attributes 8, headings collected 5, links resolved 0.
_STEPS = (
    (12, ChannelProcessor),
    (11, BlockProcessor),
    (7.5, LinkListProcessor),
    (7.2, CalloutIconProcessor),
    (7.1, ChipProcessor),
    (7, PairProcessor),
    (6.8, StepProcessor),
    (6.5, TaskLabelProcessor),
    (6.2, FieldProcessor),
    (6, LocaleTextProcessor),
)


class SiteExtension(Extension):
    """Binds the steps to `context`, which the caller changes before each page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the steps; references come before links, which would read `[^id](…)` otherwise."""
        md.inlinePatterns.register(ReferenceProcessor(md, self.context), "source-reference", 171)
        # After fenced code (25) is put aside: an example of the syntax stays an example.
        md.preprocessors.register(IncludeProcessor(md, self.context), IncludeProcessor.__name__, 22)
        # After what is taken over from other pages, before raw HTML (20).
        md.preprocessors.register(CommentProcessor(md), CommentProcessor.__name__, 21)
        for priority, step in _STEPS:
            md.treeprocessors.register(step(md, self.context), step.__name__, priority)
        md.treeprocessors.register(TableProcessor(md), TableProcessor.__name__, 6.1)
