"""What surrounds every page: navigation, names, the demo's role switcher."""


def page_frame(request):
    return {}
