package io.counterfoil.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** What breaks is told in the phone page's own look. */
class PhoneViewTest {
    private final PhoneView view = new PhoneView(engine(), new PhoneAssets());
    private final MockHttpServletRequest http = new MockHttpServletRequest("GET", "/wallet");
    private final ServerRequest request = ServerRequest.create(http, List.of());

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("i18n/phone");
        texts.setDefaultEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(texts);
        return engine;
    }

    private MockHttpServletResponse written(ServerResponse answer) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        answer.writeTo(http, response, List::of);
        return response;
    }

    @Test
    void aDefectInsideATemplateIsToldOnThePhonePageAndNotKept() throws Exception {
        // the page of a ticket without the ticket
        PhoneView.Page broken =
                PhoneView.Page.of("ticket", "/wallet/ticket", Map.of()).kept(true);

        MockHttpServletResponse response = written(view.show(request, null, broken));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString())
                .contains("phone.css", "role=\"alert\"")
                .doesNotContain("??");
        assertThat(response.getHeader("X-Phone-Keep")).isEqualTo("no");
    }

    @Test
    void aDatabaseThatIsAwayIsToldOnThePhonePage() throws Exception {
        MockHttpServletResponse response = written(view.fail(request, true));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("phone.css", "role=\"alert\"");
        assertThat(written(view.fail(request, false)).getStatus()).isEqualTo(500);
    }
}
