package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is the same for all calls in the OpenAPI description: the token, the problems, the idempotency key. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
    private static final String TOKEN = "token";
    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "The request cannot be understood",
            "401", "No token, or not a good one",
            "403", "The token has not the right",
            "404", "Does not exist, or not for this token",
            "409", "The state of things forbids it now",
            "422", "Understood, and refused: the errors say which member, and what was expected");

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig()
                .addResponseWrapperToIgnore(Told.class)
                .addRequestWrapperToIgnore(Access.class)
                .replaceWithSchema(OrganizerCode.class, new StringSchema());
        return new OpenAPI()
                .info(new Info()
                        .title("Counterfoil")
                        .version("v1")
                        .description("Who holds which ticket, and how it got there. Errors are RFC 9457 problems.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return description -> ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach(description.getComponents()::addSchemas);
    }

    @Bean
    OperationCustomizer problemAnswers() {
        return (operation, method) -> {
            PROBLEMS.forEach((status, description) -> operation
                    .getResponses()
                    .addApiResponse(
                            status,
                            new ApiResponse()
                                    .description(description)
                                    .content(new Content()
                                            .addMediaType(
                                                    Problem.CONTENT_TYPE,
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/Problem"))))));
            Needs needs = method.getMethodAnnotation(Needs.class);
            if (needs == null) {
                operation.setSecurity(List.of());
            } else {
                operation.setDescription(describe(operation, needs));
            }
            return operation;
        };
    }

    private static String describe(Operation operation, Needs needs) {
        String own = operation.getDescription();
        return (own == null ? "" : own + " ") + "Needs the right " + needs.value() + ".";
    }
}
