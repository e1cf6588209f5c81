package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Signing in on the phone page: an address, the code that was mailed there, and out again. */
final class PhoneSignIn {
    static final String PATH = PhoneSession.PATH + "/sign-in";

    private final SignIn signIn;
    private final PhoneSession sessions;
    private final PhoneView view;
    private final Wallet wallet;

    PhoneSignIn(SignIn signIn, PhoneSession sessions, PhoneView view, Wallet wallet) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.view = view;
        this.wallet = wallet;
    }

    ServerResponse form(ServerRequest request) {
        if (sessions.person(request.servletRequest()).isPresent()) {
            return PhoneView.go(request, PhoneSession.PATH, List.of());
        }
        // whoever is here is signed in no more: what the phone kept of him is not for the next one
        return view.show(request, null, address("").clearing());
    }

    ServerResponse requestCode(ServerRequest request) {
        PhoneSession.fromOurPages(request.servletRequest());
        String typed = request.param("email").orElse("").strip();
        EmailAddress address = EmailAddress.parse(typed).orElse(null);
        if (address == null) {
            return view.show(request, null, address(typed).refused(HttpStatus.BAD_REQUEST, "email"));
        }
        try {
            SignIn.Requested requested = signIn.request(
                    address, PhoneReader.of(request.servletRequest()).locale());
            return view.show(request, null, code(address.text(), requested.code()));
        } catch (Refusal refusal) {
            return view.show(request, null, address(typed).refused(WalletWire.status(refusal), refusal.type()));
        }
    }

    ServerResponse exchange(ServerRequest request) {
        PhoneSession.fromOurPages(request.servletRequest());
        String typed = request.param("email").orElse("");
        EmailAddress address = EmailAddress.parse(typed).orElse(null);
        if (address == null) {
            return view.show(request, null, address(typed).refused(HttpStatus.BAD_REQUEST, "email"));
        }
        try {
            SignIn.Session session =
                    signIn.exchange(address, request.param("code").orElse(""));
            String cookie = sessions.begin(request.servletRequest(), session, wallet.now());
            return PhoneView.go(request, PhoneSession.PATH, List.of(cookie));
        } catch (Refusal refusal) {
            return view.show(
                    request, null, code(address.text(), null).refused(WalletWire.status(refusal), refusal.type()));
        }
    }

    ServerResponse signOut(ServerRequest request) {
        return PhoneView.go(request, PATH, List.of(sessions.end(request.servletRequest())));
    }

    private static PhoneView.Page address(String typed) {
        return PhoneView.Page.of("sign-in", PATH, Map.of("email", typed));
    }

    /** @param shown the code, in demonstrations only */
    private static PhoneView.Page code(String email, @Nullable String shown) {
        Map<String, Object> model = new HashMap<>(Map.of("email", email));
        if (shown != null) {
            model.put("shown", shown);
        }
        return PhoneView.Page.of("code", PATH, model);
    }
}
