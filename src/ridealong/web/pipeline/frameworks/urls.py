"""The addresses of the process, its versions and drafts."""

from django.urls import path

from ridealong.web.pipeline.frameworks import draft_pages, pages, stage_pages

urlpatterns = [
    path("process/", pages.process, name="process"),
    path("process/versions/", pages.process_versions, name="process_versions"),
    path("process/versions/<int:version>/", pages.process_version, name="process_version"),
    path("process/versions/<int:version>/file/", pages.process_export, name="process_export"),
    path("process/versions/<int:version>/begin/", draft_pages.process_begin, name="process_begin"),
    path("process/import/", draft_pages.process_import, name="process_import"),
    path("process/drafts/<int:version>/", stage_pages.process_edit, name="process_edit"),
    path(
        "process/drafts/<int:version>/stages/add/",
        stage_pages.process_add_stage,
        name="process_add_stage",
    ),
    path(
        "process/drafts/<int:version>/stage/<slug:stage>/",
        stage_pages.process_stage,
        name="process_stage",
    ),
    path(
        "process/drafts/<int:version>/stage/<slug:stage>/move/",
        stage_pages.process_move_stage,
        name="process_move_stage",
    ),
    path(
        "process/drafts/<int:version>/stage/<slug:stage>/remove/",
        stage_pages.process_remove_stage,
        name="process_remove_stage",
    ),
    path("process/drafts/<int:version>/skills/", stage_pages.process_skills, name="process_skills"),
    path(
        "process/drafts/<int:version>/library/",
        stage_pages.process_library,
        name="process_library",
    ),
    path("process/drafts/<int:version>/yaml/", draft_pages.process_yaml, name="process_yaml"),
    path(
        "process/drafts/<int:version>/publish/",
        draft_pages.process_publish,
        name="process_publish",
    ),
    path(
        "process/drafts/<int:version>/put-away/",
        draft_pages.process_put_away,
        name="process_put_away",
    ),
]
