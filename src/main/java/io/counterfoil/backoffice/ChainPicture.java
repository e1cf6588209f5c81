package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.tickets.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket got to whoever has it, as a picture: holders from top to bottom, transfers as arrows between them; what did
 * not become a change of holder (pending, cancelled) branches off to the side. Places and sizes are in units of the picture.
 */
record ChainPicture(int height, List<Node> nodes, List<Arrow> arrows) {
    static final int WIDTH = 700;
    static final int BOX = 250;
    static final int TALL = 44;
    private static final int STEP = 104;
    private static final int LEFT = 8;
    private static final int SIDE = WIDTH - BOX - LEFT;
    private static final int LONGEST = 30;

    /**
     * A person at a time.
     *
     * @param kind holder, now or side
     */
    record Node(int x, int y, String kind, Person person, String name) {
        public int middle() {
            return x + BOX / 2;
        }
    }

    /** A line of the history. */
    record Arrow(String kind, int fromX, int fromY, int toX, int toY, String state, String time) {
        public boolean down() {
            return fromX == toX;
        }

        public int labelX() {
            return down() ? fromX + 10 : (fromX + toX) / 2;
        }

        public int labelY() {
            return down() ? (fromY + toY) / 2 - 3 : fromY - 22;
        }

        public String anchor() {
            return down() ? "start" : "middle";
        }
    }

    static ChainPicture of(List<Distribution> lines, @Nullable ContactId first, People people, Formats fmt) {
        Drawing drawing = new Drawing(people, fmt);
        drawing.holder(first);
        lines.forEach(drawing::add);
        return drawing.done();
    }

    /** One pass over the lines in fold order. */
    private static final class Drawing {
        private final People people;
        private final Formats fmt;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Arrow> arrows = new ArrayList<>();
        private @Nullable ContactId holder;
        private int y = LEFT;
        private int branches;

        Drawing(People people, Formats fmt) {
            this.people = people;
            this.fmt = fmt;
        }

        void holder(@Nullable ContactId contact) {
            holder = contact;
            branches = 0;
            nodes.add(node(LEFT, y, "holder", contact));
        }

        void add(Distribution line) {
            if (line.oldContact() != null && !Objects.equals(line.oldContact(), holder) && nodes.size() == 1) {
                // nobody was imported: the chain begins with whom the first line names
                nodes.clear();
                holder(line.oldContact());
            }
            boolean moves = line.status() == Distribution.Status.CONFIRMED;
            if (moves) {
                int from = y + TALL;
                y += STEP;
                arrows.add(arrow(line, LEFT + 28, from, LEFT + 28, y));
                holder(line.newContact());
            } else {
                if (branches > 0) {
                    y += STEP - 24;
                }
                branches++;
                nodes.add(node(SIDE, y, "side", line.newContact()));
                arrows.add(arrow(line, LEFT + BOX, y + TALL / 2, SIDE, y + TALL / 2));
            }
        }

        private Arrow arrow(Distribution line, int fromX, int fromY, int toX, int toY) {
            String state = fmt.text("line.status." + line.status());
            boolean inferred = line.source() == Distribution.Source.INFERRED;
            String kind = line.status().name().toLowerCase(Locale.ROOT) + (inferred ? " inferred" : "");
            return new Arrow(
                    kind,
                    fromX,
                    fromY,
                    toX,
                    toY,
                    inferred ? state + " (" + fmt.text("line.source.INFERRED") + ")" : state,
                    fmt.time(line.resolvedAt() != null ? line.resolvedAt() : begin(line)));
        }

        private Node node(int x, int top, String kind, @Nullable ContactId contact) {
            Person person = people.of(contact);
            return new Node(x, top, kind, person, shortened(person.isKnown() ? named(person) : person.name()));
        }

        private static String named(Person person) {
            return person.temporary() ? person.email() : person.name();
        }

        ChainPicture done() {
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Node node = nodes.get(i);
                if (node.kind().equals("holder")) {
                    nodes.set(i, new Node(node.x(), node.y(), "now", node.person(), node.name()));
                    break;
                }
            }
            return new ChainPicture(y + TALL + LEFT, List.copyOf(nodes), List.copyOf(arrows));
        }
    }

    static java.time.Instant begin(Distribution line) {
        return line.initiatedAt() != null ? line.initiatedAt() : line.recordedAt();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
