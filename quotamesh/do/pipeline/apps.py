from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "quotamesh.do.pipeline"
    label = "pipeline"
