package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A form that was refused, as it was typed, with what is wrong above it. */
final class FormAgain {
    private FormAgain() {}

    static ModelAndView refused(Refusal refusal, String view) {
        ModelAndView form = new ModelAndView(view, HttpStatus.UNPROCESSABLE_CONTENT);
        form.addObject("refusal", refusal);
        return form;
    }
}
