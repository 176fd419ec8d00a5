"""The room of the pipeline, as Django knows it."""

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    """Frameworks, deals, gate evidence, imports from a CRM, plans."""

    name = "ridealong.web.pipeline"
    label = "pipeline"
