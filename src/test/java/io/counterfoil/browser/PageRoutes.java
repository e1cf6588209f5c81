package io.counterfoil.browser;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The addresses that the application maps, so that a page which nobody has looked at is noticed. */
public final class PageRoutes {
    private static final Pattern GET = Pattern.compile("\\(GET && (/[^\\s)]*)\\)");

    private final List<PathPattern> patterns;

    private PageRoutes(Collection<String> patterns) {
        this.patterns = patterns.stream()
                .map(PathPatternParser.defaultInstance::parse)
                // the more exact before the less exact, as requests are led
                .sorted()
                .toList();
    }

    /** What controllers of a package answer to GET. */
    public static PageRoutes of(ApplicationContext context, Package controllers) {
        return new PageRoutes(context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(each -> each.getValue().getBeanType().getPackage().equals(controllers))
                .filter(each -> each.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(each -> each.getKey().getPatternValues().stream())
                .distinct()
                .toList());
    }

    /** What router functions answer to GET under an address; as they tell of themselves, since nothing lists them. */
    public static PageRoutes ofFunctions(ApplicationContext context, String under) {
        String told =
                String.valueOf(context.getBean(RouterFunctionMapping.class).getRouterFunction());
        return new PageRoutes(GET.matcher(told)
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.startsWith(under))
                .toList());
    }

    /**
     * Fails unless each address is among those looked at, or an exception.
     *
     * @param paths that were looked at
     * @param exceptions why an address is none to look at; one that is mapped no more must go
     */
    public void areLookedAt(Set<String> paths, Map<String, String> exceptions) {
        Set<String> missing = new TreeSet<>();
        patterns.forEach(pattern -> missing.add(pattern.getPatternString()));
        Set<String> unknown = new HashSet<>(exceptions.keySet());
        unknown.removeAll(missing);
        paths.stream().flatMap(path -> leadTo(path).stream()).forEach(missing::remove);
        missing.removeAll(exceptions.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new AssertionError(
                    "pages without a picture: " + missing + "; exceptions that are no page: " + unknown);
        }
    }

    private Optional<String> leadTo(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return patterns.stream()
                .filter(pattern -> pattern.matches(asked))
                .findFirst()
                .map(PathPattern::getPatternString);
    }
}
