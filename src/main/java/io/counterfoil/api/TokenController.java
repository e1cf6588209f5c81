package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.ApiToken;
import io.counterfoil.accounts.NewToken;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.Tokens;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API tokens. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {
    private final Tokens tokens;
    private final Organizers organizers;

    TokenController(Tokens tokens, Organizers organizers) {
        this.tokens = tokens;
        this.organizers = organizers;
    }

    /**
     * A token that is asked for.
     *
     * @param rights null: all of the role
     * @param organizers null: all, also later ones
     */
    record TokenBody(
            @Nullable String name,
            @Nullable Role role,
            @Nullable Set<Permission> rights,
            @Nullable List<String> organizers,
            @Nullable Instant expiresAt) {}

    /** @param token there once only, in the answer to its creation */
    record TokenAnswer(
            String id,
            String name,
            Role role,
            List<Permission> rights,
            @Nullable List<String> organizers,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String token) {
        static TokenAnswer of(ApiToken found, @Nullable String secret) {
            Set<OrganizerCode> codes = found.organizers();
            return new TokenAnswer(
                    found.id().toString(),
                    found.name(),
                    found.role(),
                    found.rights().stream().sorted().toList(),
                    codes == null
                            ? null
                            : codes.stream().map(OrganizerCode::value).sorted().toList(),
                    found.createdAt(),
                    found.createdBy(),
                    found.expiresAt(),
                    found.revokedAt(),
                    secret);
        }
    }

    @Operation(summary = "Makes a token", description = "Its value is in this answer and nowhere else.")
    @PostMapping
    @Needs(Permission.MANAGE_TOKENS)
    ResponseEntity<TokenAnswer> create(@RequestBody TokenBody body, Access access) {
        if (body.role() == null) {
            throw Refusal.invalid("role", null, Arrays.toString(Role.values()));
        }
        Set<OrganizerCode> codes = body.organizers() == null
                ? null
                : body.organizers().stream().map(code -> visible(code, access)).collect(Collectors.toUnmodifiableSet());
        Tokens.Created made = tokens.create(
                new NewToken(
                        body.name() == null ? "" : body.name(), body.role(), body.rights(), codes, body.expiresAt()),
                access);
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + made.token().id()))
                .body(TokenAnswer.of(made.token(), made.secret()));
    }

    @Operation(summary = "Tokens, without their values")
    @GetMapping
    @Needs(Permission.MANAGE_TOKENS)
    Page<TokenAnswer> list(@ParameterObject ListQuery query, Access access) {
        int limit = query.most();
        return Page.of(
                tokens.list(query.afterId(), limit + 1, access),
                limit,
                token -> token.id().toString(),
                token -> TokenAnswer.of(token, null));
    }

    @Operation(summary = "A token, without its value")
    @GetMapping("/{id}")
    @Needs(Permission.MANAGE_TOKENS)
    TokenAnswer get(@PathVariable String id, Access access) {
        return TokenAnswer.of(tokens.require(id(id), access), null);
    }

    @Operation(summary = "Makes a token useless from now on; again changes nothing")
    @DeleteMapping("/{id}")
    @Needs(Permission.MANAGE_TOKENS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Access access) {
        tokens.revoke(id(id), access);
    }

    private OrganizerCode visible(String text, Access access) {
        OrganizerCode code = new OrganizerCode(text);
        if (!access.sees(code) || organizers.find(code).isEmpty()) {
            throw Refusal.invalid("organizers", text, "codes of organizers that exist");
        }
        return code;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("token", text);
        }
    }
}
