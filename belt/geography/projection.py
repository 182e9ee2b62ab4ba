"""From degrees on the earth to units of a drawing."""

from math import cos, radians
from typing import NamedTuple


class Point(NamedTuple):
    """A place in a drawing, in its units, from the upper left corner."""

    x: float
    y: float


class Extent(NamedTuple):
    """The part of the earth that is drawn, in degrees (WGS84)."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, longitude: float, latitude: float) -> bool:
        """Whether a position lies in it; a position that is not a number never does."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class Projection:
    """Equirectangular, true to scale along the mean latitude of the extent.

    In: degrees east and north. Out: drawing units, x to the right, y downwards; one degree of longitude
    is as wide as one degree of latitude is high times the cosine of the mean latitude. Over the two
    degrees of latitude of the Belt the error in width stays under one in a hundred.
    Source: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), p. 90.
    """

    def __init__(self, extent: Extent, width: float) -> None:
        self.extent = extent
        self.width = width
        self.per_longitude = width / (extent.east - extent.west)
        self.per_latitude = self.per_longitude / cos(radians((extent.south + extent.north) / 2))
        self.height = (extent.north - extent.south) * self.per_latitude

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a position lies in the drawing."""
        return Point(
            (longitude - self.extent.west) * self.per_longitude,
            (self.extent.north - latitude) * self.per_latitude,
        )

    def kilometres(self, distance: float) -> float:
        """A distance on the earth in drawing units; a degree of latitude is taken as 111.2 km."""
        return distance / 111.2 * self.per_latitude
