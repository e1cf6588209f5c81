package io.counterfoil.api;

import io.counterfoil.kernel.Network;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the web server below the API does with a request before anybody else sees it. */
@Configuration(proxyBeanMethods = false)
class ApiServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ServerErrors.class.getName());
            }
        });
    }

    /** Encoded slashes stay as they came: which paths may have some is the firewall's part. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }

    /**
     * Who is believed when he says for whom he calls ({@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, {@code -Port}):
     * nobody, unless the operator names his proxies. The caller's address is the last one in the list that is not a proxy, so
     * that what a caller writes there himself counts for nothing.
     *
     * @param proxies COUNTERFOIL_TRUSTED_PROXIES, networks such as {@code 10.1.2.3, 10.20.0.0/16}
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(
            @Value("${counterfoil.trusted-proxies:}") String proxies) {
        String networks = Arrays.stream(proxies.split("[,\\s]+"))
                .filter(text -> !text.isEmpty())
                .map(Network::parse)
                .map(network -> network.address().getHostAddress() + "/" + network.prefix())
                .collect(Collectors.joining(","));
        return factory -> {
            if (!networks.isEmpty()) {
                factory.addEngineValves(believing(networks));
            }
        };
    }

    private static RemoteIpValve believing(String networks) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(networks);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
