"""Addresses of the network, below `desk/network/`."""

from django.urls import path

from advisors.network import step_views, views

urlpatterns = [
    path("", views.network, name="network"),
    path("read/", views.practice_read_all, name="practice-read-all"),
    path("weekly-mail/", views.practice_digest, name="practice-digest"),
    path("regions/", views.regions, name="network-regions"),
    path("practices/", views.practice_list, name="practice-list"),
    path("practices/new/", views.practice_new, name="practice-new"),
    path("practices/<str:ref>/", views.practice, name="practice"),
    path("practices/<str:ref>/change/", views.practice_edit, name="practice-edit"),
    path("practices/<str:ref>/read/", views.practice_read, name="practice-read"),
    path("practices/<str:ref>/move/<slug:name>/", step_views.practice_move, name="practice-move"),
    path("practices/<str:ref>/try/", step_views.practice_join, name="practice-join"),
    path("practices/<str:ref>/results/<slug:office>/", step_views.practice_results, name="practice-results"),
    path("practices/<str:ref>/use/", step_views.practice_use, name="practice-use"),
    path("practices/<str:ref>/use/end/", step_views.practice_unuse, name="practice-unuse"),
    path("practices/<str:ref>/comments/", step_views.practice_comment, name="practice-comment"),
    path("practices/<str:ref>/comments/<int:number>/", step_views.comment_edit, name="comment-edit"),
    path("practices/<str:ref>/comments/<int:number>/remove/", step_views.comment_remove, name="comment-remove"),
]
