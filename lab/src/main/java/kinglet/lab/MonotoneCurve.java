package kinglet.lab;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A smooth curve through points, which between two of them never leaves the range of their values: a cubic Hermite curve whose slope at a
 * point is the harmonic mean of those beside it (Fritsch and Butland 1984).
 *
 * @param points from left to right, no two at the same place
 */
record MonotoneCurve(List<Point> points) {

    /** A place and the value there. */
    record Point(double x, double y) {}

    MonotoneCurve {
        points = List.copyOf(points);
    }

    /** The value at a place; none left of the first point or right of the last. */
    OptionalDouble at(double x) {
        int right = 0;
        while (right < points.size() && points.get(right).x() < x) {
            right++;
        }
        if (right == points.size()) {
            return OptionalDouble.empty();
        }
        if (points.get(right).x() == x) {
            return OptionalDouble.of(points.get(right).y());
        }
        return right == 0 ? OptionalDouble.empty() : OptionalDouble.of(between(right - 1, x));
    }

    private double between(int left, double x) {
        Point from = points.get(left);
        Point to = points.get(left + 1);
        double width = to.x() - from.x();
        double t = (x - from.x()) / width;
        double s = 1 - t;
        return s * s * ((1 + 2 * t) * from.y() + t * width * slope(left))
                + t * t * ((1 + 2 * s) * to.y() - s * width * slope(left + 1));
    }

    private double slope(int point) {
        if (points.size() < 2) {
            return 0;
        }
        if (point == 0) {
            return secant(0);
        }
        if (point == points.size() - 1) {
            return secant(point - 1);
        }
        double before = secant(point - 1);
        double after = secant(point);
        if (before * after <= 0) {
            return 0;
        }
        // the nearer neighbour counts more
        double left = width(point - 1);
        double right = width(point);
        double wide = 3 * (left + right);
        return wide / ((left + 2 * right) / before + (2 * left + right) / after);
    }

    private double width(int left) {
        return points.get(left + 1).x() - points.get(left).x();
    }

    private double secant(int left) {
        return (points.get(left + 1).y() - points.get(left).y()) / width(left);
    }
}
