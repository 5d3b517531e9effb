"""Addresses of the plan: `mine` below `me/`, `desk` below `desk/cases/`."""

from django.urls import path

from applicants.plans import desk_views, mine_views

mine = [
    path("plan/<str:ref>/", mine_views.plan, name="my-plan"),
    path("plan/<str:ref>/begin/", mine_views.begin, name="my-plan-begin"),
    path("plan/<str:ref>/page/<str:name>/", mine_views.page, name="my-plan-page"),
    path("plan/<str:ref>/months/<str:name>/<str:key>/", mine_views.months, name="my-plan-months"),
    path("plan/<str:ref>/versions/", mine_views.versions, name="my-plan-versions"),
    path("plan/<str:ref>/paper/", mine_views.paper, name="my-plan-paper"),
    path("plan/<str:ref>/remark-done/", mine_views.remark_done, name="my-plan-remark-done"),
]
desk = [
    path("<str:ref>/plan/", desk_views.plan, name="case-plan"),
    path("<str:ref>/plan/begin/", desk_views.begin, name="case-plan-begin"),
    path("<str:ref>/plan/page/<str:name>/", desk_views.page, name="case-plan-page"),
    path("<str:ref>/plan/months/<str:name>/<str:key>/", desk_views.months, name="case-plan-months"),
    path("<str:ref>/plan/versions/", desk_views.versions, name="case-plan-versions"),
    path("<str:ref>/plan/paper/", desk_views.paper, name="case-plan-paper"),
    path("<str:ref>/plan/remark/", desk_views.write_remark, name="case-plan-remark"),
]
