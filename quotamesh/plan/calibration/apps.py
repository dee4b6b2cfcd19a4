from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "quotamesh.plan.calibration"
    label = "calibration"
