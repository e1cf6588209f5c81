/**
 * Back-office users and their sign-in, and API tokens. Owns tables account, account_role, account_recovery_code, account_link,
 * sign_in_failure, web_session, web_session_attributes and api_token. Who may do what: {@code Permission}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers", "mail", "helpdesk"})
package io.counterfoil.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
