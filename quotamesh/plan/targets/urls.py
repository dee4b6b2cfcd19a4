from django.urls import path

from quotamesh.plan.targets.views import book, compare, levels, margins, plans, rates, split, workbench

app_name = "targets"
urlpatterns = [
    path("", plans.plans, name="plans"),
    path("new/", plans.create, name="create"),
    path("compare/", compare.compare_plans, name="compare"),
    path("<uuid:uid>/", workbench.workbench, name="workbench"),
    path("<uuid:uid>/split/", split.split, name="split"),
    path("<uuid:uid>/split/<uuid:job>/", split.splitting, name="splitting"),
    path("<uuid:uid>/levels/", levels.levels, name="levels"),
    path("<uuid:uid>/rates/", rates.rates, name="rates"),
    path("<uuid:uid>/margins/", margins.margins, name="margins"),
    path("<uuid:uid>/book.xlsx", book.book, name="book"),
    path("<uuid:uid>/book/", book.book_in, name="book_in"),
    path("<uuid:uid>/propose/", plans.propose, name="propose"),
    path("<uuid:uid>/discard/", plans.discard, name="discard"),
]
