package io.counterfoil.backoffice;

import java.time.Clock;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class BackofficeConfiguration {
    /** The name is the framework's. */
    @Bean
    LocaleResolver localeResolver() {
        return new Preferences();
    }

    @Bean
    Frame frame(LocaleResolver localeResolver, MessageSource messages, Clock clock) {
        return new Frame(localeResolver, messages, clock);
    }

    @Bean
    WebMvcConfigurer screensMvc(Frame frame) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(frame)
                        .excludePathPatterns(
                                "/api/**", "/actuator/**", "/v3/**", "/assets/**", "/webjars/**", "/wallet/**");
            }
        };
    }
}
