package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** Who is believed when he says for whom he calls. */
class TrustedProxiesTest {
    /** Answers who calls, as the application sees it. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                # trusted              | X-Forwarded-For             | who calls
                                       | 198.51.100.7                | 127.0.0.1 http
                10.0.0.0/8             | 198.51.100.7                | 127.0.0.1 http
                127.0.0.1              | 198.51.100.7                | 198.51.100.7 https
                127.0.0.0/8,10.0.0.0/8 | 198.51.100.7, 10.1.2.3      | 198.51.100.7 https
                127.0.0.0/8            | 203.0.113.9, 198.51.100.7   | 198.51.100.7 https
                127.0.0.0/8 10.0.0.9   | 10.0.0.9, 198.51.100.7      | 198.51.100.7 https
                127.0.0.0/8            | 2001:db8::7                 | 2001:db8::7 https
                """)
    void onlyTheOperatorsProxiesAre(String trusted, String forwardedFor, String caller) throws Exception {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new ApiServerConfiguration()
                .trustedProxies(trusted == null ? "" : trusted)
                .customize(factory);
        WebServer server = factory.getWebServer(
                context -> context.addServlet("echo", new Echo()).addMapping("/"));
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
                    .header("X-Forwarded-For", forwardedFor)
                    .header("X-Forwarded-Proto", "https")
                    .build();

            assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo(caller);
        } finally {
            server.stop();
            server.destroy();
        }
    }
}
