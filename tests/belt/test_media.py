"""Pictures are served, documents are not."""

import pytest


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("images", "avatar_images", "original_images", "documents"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.png").write_bytes(b"picture")
    return tmp_path


@pytest.mark.parametrize("folder", ["images", "original_images", "avatar_images"])
def test_public_folders(client, media, folder):
    response = client.get(f"/media/{folder}/x.png")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "max-age" in response["Cache-Control"]
    assert b"".join(response.streaming_content) == b"picture"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "documents/x.png",
        "images/../documents/x.png",
        "images/%2e%2e/documents/x.png",
        "images/",
        "images/none.png",
        "images/%00.png",
        "images/" + "x" * 10_000,
    ],
)
def test_nothing_else(visitor, media, path):
    assert visitor.get(f"/media/{path}", follow=True).status_code == 404
