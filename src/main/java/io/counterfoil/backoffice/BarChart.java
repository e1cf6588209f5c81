package io.counterfoil.backoffice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bar chart as the server draws it: places and sizes in a picture of fixed size that the page scales. The table beside it
 * says the same in numbers.
 *
 * @param bars from left to right, each a stack
 * @param most the value at the top
 */
record BarChart(List<Bar> bars, long most) {
    static final int WIDTH = 720;
    static final int HEIGHT = 180;
    static final int TOP = 16;
    static final int FLOOR = 156;
    private static final int LEFT = 10;
    private static final double FILLED = 0.8;
    private static final double WIDEST = 64;
    private static final int LABELS = 12;
    /** Of a letter at the size that the style sheet gives, on the broad side; and the least between two labels. */
    private static final double LETTER = 8.4;

    private static final double GAP = 10;

    /**
     * One place on the axis.
     *
     * @param values from the bottom up
     * @param path of the list of what is counted here; null: there is none
     */
    record Value(String label, List<Long> values, @Nullable String path) {
        Value(String label, List<Long> values) {
            this(label, values, null);
        }

        long sum() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A stack.
     *
     * @param labelAt the middle of its label; null: there is no room for it
     * @param path of the list of what it counts; null: there is none, or nothing on it
     */
    record Bar(
            String label,
            @Nullable Double labelAt,
            double x,
            double width,
            List<Part> parts,
            long sum,
            @Nullable String path) {}

    /** @param kind from 0, for the colour */
    record Part(double y, double height, int kind, long value) {
        public String style() {
            return switch (kind) {
                case 0 -> "bar";
                case 1 -> "bar-second";
                default -> "bar-third";
            };
        }
    }

    static BarChart of(List<Value> values) {
        long most = Math.max(1, values.stream().mapToLong(Value::sum).max().orElse(1));
        double step = (double) (WIDTH - LEFT) / Math.max(1, values.size());
        int every = every(values, step);
        List<Bar> bars = new ArrayList<>();
        double free = 0;
        int next = 0;
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            double width = Math.min(step * FILLED, WIDEST);
            double x = LEFT + i * step + (step - width) / 2;
            double half = value.label().length() * LETTER / 2;
            double middle = Math.max(half, Math.min(x + width / 2, WIDTH - half));
            boolean shown = i >= next && middle - half >= free;
            if (shown) {
                free = middle + half + GAP;
                next = i + every;
            }
            bars.add(new Bar(
                    value.label(),
                    shown ? middle : null,
                    x,
                    width,
                    parts(value, most),
                    value.sum(),
                    value.sum() == 0 ? null : value.path()));
        }
        return new BarChart(List.copyOf(bars), most);
    }

    /** How many bars a label is for, so that no label lies over the next one. */
    private static int every(List<Value> values, double step) {
        int letters =
                values.stream().mapToInt(value -> value.label().length()).max().orElse(0);
        int fitting = (int) Math.ceil((letters * LETTER + GAP) / step);
        return Math.max(1, Math.max(fitting, (values.size() + LABELS - 1) / LABELS));
    }

    private static List<Part> parts(Value value, long most) {
        List<Part> parts = new ArrayList<>();
        double floor = FLOOR;
        for (int kind = 0; kind < value.values().size(); kind++) {
            long count = value.values().get(kind);
            if (count > 0) {
                // a single transfer shows, however many there are elsewhere
                double height = Math.max(1.5, (double) (FLOOR - TOP) * count / most);
                floor -= height;
                parts.add(new Part(floor, height, kind, count));
            }
        }
        return List.copyOf(parts);
    }

    /** Whether it leads anywhere: then it is more than a picture. */
    public boolean isLinked() {
        return bars.stream().anyMatch(bar -> bar.path() != null);
    }

    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.sum() == 0);
    }
}
