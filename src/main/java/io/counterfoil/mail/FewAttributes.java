package io.counterfoil.mail;

import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;

/** Keeps the sanitizer's time linear: it looks for doubled attributes by going through a linked list again and again. */
record FewAttributes(HtmlStreamEventReceiver next) implements HtmlStreamEventReceiver {
    /** Names and values; no mail program writes more than ten attributes. */
    private static final int MOST = 2 * 50;

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
        if (attributes.size() > MOST) {
            attributes.subList(MOST, attributes.size()).clear();
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
