package io.counterfoil.mail;

import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Keeps the sanitizer's time within bounds: it looks for doubled attributes by going through a linked list again and again, and at
 * each tag goes through those that are open. Beyond the bounds the text remains, without tags.
 */
final class FewTags implements HtmlStreamEventReceiver {
    /** Names and values; no mail program writes more than ten attributes. */
    private static final int MOST_OF_A_TAG = 2 * 50;

    private final HtmlStreamEventReceiver next;
    private final Defects defects;
    private int opened;

    FewTags(HtmlStreamEventReceiver next, Defects defects) {
        this.next = next;
        this.defects = defects;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        next.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (opened == Limits.TAGS) {
            defects.add("more than " + Limits.TAGS + " tags");
            return;
        }
        opened++;
        if (attributes.size() > MOST_OF_A_TAG) {
            attributes.subList(MOST_OF_A_TAG, attributes.size()).clear();
        }
        next.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
        next.closeTag(element);
    }

    @Override
    public void text(String text) {
        next.text(text);
    }
}
