package io.counterfoil.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The people in a field of addresses (RFC 5322), as mail programs write them: names with commas in quotes, groups, comments,
 * routes, brackets that nobody closed, names without brackets, encoded words where none may be. One pass, no recursion.
 */
final class AddressList {
    private static final Pattern BARE = Pattern.compile("[^\\s<>\"(),;:\\[\\]]{1,254}@[^\\s<>\"(),;:]{1,254}");

    private final String header;
    private final Defects defects;
    private final List<Correspondent> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private boolean hasAngle;
    private boolean quotedPhrase;

    private AddressList(String header, Defects defects) {
        this.header = header;
        this.defects = defects;
    }

    static List<Correspondent> parse(String header, Defects defects) {
        AddressList list = new AddressList(header, defects);
        list.read();
        if (list.found.isEmpty() && header.contains("=?")) {
            // the whole field in one encoded word, address included
            String decoded = EncodedWords.decode(header, defects);
            if (!decoded.equals(header) && decoded.indexOf('@') >= 0) {
                defects.add("address inside an encoded word");
                list = new AddressList(decoded.replace("=?", ""), defects);
                list.read();
            }
        }
        return List.copyOf(list.found);
    }

    private void read() {
        int i = 0;
        while (i < header.length() && found.size() < Limits.ADDRESSES) {
            i = step(i);
        }
        if (i < header.length()) {
            defects.add("more than " + Limits.ADDRESSES + " addresses in a field");
        }
        finish();
    }

    /** Takes what stands at a place, and says where the next thing stands. */
    private int step(int i) {
        char c = header.charAt(i);
        switch (c) {
            case '"' -> {
                return quoted(i + 1);
            }
            case '(' -> {
                return comment(i + 1);
            }
            case '<' -> {
                return angle(i + 1);
            }
            case ',', ';' -> finish();
            case ':' -> {
                // the name of a group
                if (!hasAngle && phrase.indexOf("@") < 0) {
                    phrase.setLength(0);
                } else {
                    phrase.append(c);
                }
            }
            default -> phrase.append(c);
        }
        return i + 1;
    }

    private int quoted(int from) {
        int i = from;
        StringBuilder text = new StringBuilder();
        while (i < header.length() && header.charAt(i) != '"') {
            if (header.charAt(i) == '\\' && i + 1 < header.length()) {
                i++;
            }
            text.append(header.charAt(i++));
        }
        boolean local = i + 1 < header.length() && header.charAt(i + 1) == '@';
        if (local) {
            // a quoted local part keeps its quotes
            phrase.append(header, from - 1, i + 1);
        } else {
            quotedPhrase = true;
            phrase.append(text);
        }
        return i + 1;
    }

    private int comment(int from) {
        int depth = 1;
        int i = from;
        for (; i < header.length() && depth > 0; i++) {
            char c = header.charAt(i);
            if (c == '\\' && i + 1 < header.length()) {
                i++;
                comment.append(header.charAt(i));
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > 0) {
                comment.append(c);
            }
        }
        return i;
    }

    private int angle(int from) {
        int end = header.indexOf('>', from);
        int comma = header.indexOf(',', from);
        if (end < 0) {
            defects.add("address without closing bracket");
            end = comma < 0 ? header.length() : comma;
        }
        if (!hasAngle) {
            angle.append(header, from, end);
            hasAngle = true;
        }
        // a comma that stands where nobody closed the bracket ends this address
        return end < header.length() && header.charAt(end) == ',' ? end : end + 1;
    }

    private void finish() {
        String address = angle.toString().strip();
        String name = phrase.toString();
        if (!hasAngle) {
            Matcher bare = BARE.matcher(name);
            String whole = name.strip();
            if (whole.startsWith("\"") && whole.contains("\"@")) {
                address = whole;
                name = "";
            } else if (bare.find()) {
                address = bare.group();
                name = name.substring(0, bare.start()) + name.substring(bare.end());
            }
        }
        if (address.startsWith("@") && address.indexOf(':') > 0) {
            address = address.substring(address.indexOf(':') + 1);
        }
        if (!address.isEmpty()) {
            String decoded = EncodedWords.decode(name, defects);
            if (decoded.isBlank()) {
                decoded = EncodedWords.decode(comment.toString(), defects);
            }
            found.add(new Correspondent(Texts.line(withoutScheme(address), 1000), Texts.line(decoded)));
        } else if (!name.isBlank() && !quotedPhrase && !name.contains("=?")) {
            defects.add("not an address", name.strip());
        }
        phrase.setLength(0);
        angle.setLength(0);
        comment.setLength(0);
        hasAngle = false;
        quotedPhrase = false;
    }

    private static String withoutScheme(String address) {
        return address.regionMatches(true, 0, "mailto:", 0, 7) ? address.substring(7) : address;
    }
}
