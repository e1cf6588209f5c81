package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.contacts.ContactErasure;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.Secrets;
import io.counterfoil.tickets.Tickets;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a call: security (who calls), body limit, repeated writes, access check (may he), controller. Errors of all of
 * them become problems.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
    private static final String API = "/api/*";
    // after the security filters, which stand at -100
    private static final int BODY_LIMIT = 10;
    private static final int REPEATED_WRITES = 20;

    @Bean
    AccessCheck accessCheck(Organizers organizers) {
        return new AccessCheck(organizers);
    }

    @Bean
    TicketReader ticketReader(Tickets tickets) {
        return new TicketReader(tickets);
    }

    @Bean
    PersonalDataReader personalDataReader(
            OrganizerTransactions transactions,
            ContactErasure erasure,
            Tickets tickets,
            SupportCases cases,
            JsonMapper json) {
        return new PersonalDataReader(transactions, erasure, tickets, cases, json);
    }

    @Bean
    CaseReader caseReader(
            OrganizerTransactions transactions,
            SupportCases cases,
            MailboxTags tags,
            Contacts contacts,
            CaseFields fields) {
        return new CaseReader(transactions, cases, tags, contacts, fields);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimit(Problems problems) {
        return filter(new BodyLimit(problems), BODY_LIMIT);
    }

    @Bean
    FilterRegistrationBean<Filter> repeatedWrites(
            OrganizerTransactions transactions,
            DataSource dataSource,
            AccessCheck check,
            Secrets secrets,
            Problems problems,
            Clock clock) {
        return filter(
                new RepeatedWrites(transactions, new AnswerStore(dataSource), check, secrets, problems, clock),
                REPEATED_WRITES);
    }

    /** Who writes forgets his old answers himself; this is for those who write no more. */
    @Bean
    DailyWork answerPruning(OrganizerTransactions transactions, DataSource dataSource, Clock clock) {
        AnswerStore store = new AnswerStore(dataSource);
        return DailyWork.of(
                "forgetting stored answers",
                organizer -> transactions.writeAside(organizer, () -> {
                    store.forget(organizer, clock.instant().minus(RepeatedWrites.KEPT));
                    return true;
                }));
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(API);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    WebMvcConfigurer apiMvc(AccessCheck check) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(check).addPathPatterns("/api/**");
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, OrganizerCode.class, OrganizerCode::new);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Caller());
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new StrictJson());
            }
        };
    }

    /** A controller's parameter of type {@link Access} is who calls. */
    private static final class Caller implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Access.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return AccessCheck.current();
        }
    }
}
