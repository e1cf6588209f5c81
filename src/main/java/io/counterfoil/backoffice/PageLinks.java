package io.counterfoil.backoffice;

import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Links of pages. Only an asset's address gets a version: for any other link the framework would look through all jars for a
 * file of that name, each time, which for a list of 200 rows takes longer than everything else together.
 */
final class PageLinks extends StandardLinkBuilder {
    @Override
    protected String processLink(IExpressionContext context, String link) {
        return link.contains("/assets/") || link.contains("/webjars/") ? super.processLink(context, link) : link;
    }
}
