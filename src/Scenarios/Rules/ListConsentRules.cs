using System.Text.RegularExpressions;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>How a service says that somebody has not agreed (RFC 5360 5.9, RFC 5363 5.2).</summary>
public static partial class ListConsentRules
{
    private const string PermissionMissing = "Permission-Missing";
    private const string TriggerConsent = "Trigger-Consent";

    // So many that asking all of them is traffic that somebody might be after.
    private const int Many = 10;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Refusal("F5363-5.2-13", "missing consent is said with 470", Is470),
        new Rule("F5363-5.2-11", "the people on a refused list are not all asked for permission at once", (response, trace) =>
        {
            if (Unwilling(response) is not { Unwilling.Count: >= Many } list)
            {
                return RuleOutcome.NotApplicable;
            }

            var traffic = ListTraffic.Of(trace);
            var asked = trace.Messages.Where(m => m is { IsRequest: true, Retransmission: false } && traffic.BesidesOf(m)?.Message == response.Request).Select(m => m.To).Distinct().Count();
            return asked < list.Unwilling.Count ? RuleOutcome.Kept : RuleOutcome.Broken("permission asked of nobody, or of a few", $"a request to each of the {asked} on the list");
        }),
        ListRuleKinds.Made("I5360-5.11.1-01", "a copy says how its recipient takes his permission back", (c, call) => call.Service.Permitted.Contains(c.Message.To), (c, _) =>
            c.Sip.Value(TriggerConsent) is not null ? null : new($"{TriggerConsent} with a URI of the service", $"no {TriggerConsent}")),
        ListRuleKinds.Made("I5360-5.11.1-02", "Trigger-Consent names the address that the message was sent to", (c, _) => c.Sip.Value(TriggerConsent) is not null, (c, call) =>
            c.Sip.Value(TriggerConsent) is not { } trigger || TargetUri().Match(trigger) is not { Success: true } target
                ? new($"target-uri=\"{call.Message.Sip?.RequestUriText}\"", $"{TriggerConsent}: {c.Sip.Value(TriggerConsent)}", c.Message.RangeOf(TriggerConsent))
            : call.Message.Sip?.RequestUri is { } service && SipUri.TryParse(target.Groups[1].Value, out var named) && IsSameAddress(named, service) ? null
            : new($"target-uri=\"{call.Message.Sip?.RequestUriText}\"", target.Value, c.Message.RangeOf(target.Groups[1].Value))),
        Refusal("I5360-5.9.1-02", "missing consent is said with 470", Is470),
        Refusal("I5360-5.9.1-03", "Permission-Missing names those whose consent is missing, and nobody else", (response, unwilling, others) =>
        {
            if (response.StatusCode != 470)
            {
                return null;
            }

            var named = response.Sip?.Values(PermissionMissing).ToArray() ?? [];
            return unwilling.FirstOrDefault(u => !named.Any(n => n.Contains(u, StringComparison.Ordinal))) is { } missing ? new($"{PermissionMissing} naming {missing}", Said(named))
                : others.FirstOrDefault(o => named.Any(n => n.Contains(o, StringComparison.Ordinal))) is { } told ? new($"{PermissionMissing} without {told}", Said(named), response.RangeOf(told))
                : null;
        }),
    ];

    /// <summary>The list message that is refused here, when somebody on it has not agreed.</summary>
    private static ListMessage? Unwilling(Observed message) =>
        message is { FromSut: true, IsResponse: true, StatusCode: >= 300 and not 401 and not 407, Request.Template: ListMessage { Unwilling.Count: > 0 } list } ? list : null;

    private static bool IsSameAddress(SipUri one, SipUri other) => one.User == other.User && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?i);\\s*target-uri\\s*=\\s*\"([^\"]*)\"")]
    private static partial Regex TargetUri();

    private static Violation? Is470(Observed response, IReadOnlyList<string> unwilling, IReadOnlyList<string> others) =>
        response.StatusCode == 470 ? null : new("470", $"{response.StatusCode}");

    private static string Said(string[] named) => named.Length == 0 ? $"no {PermissionMissing}" : string.Join(", ", named);

    private static Rule Refusal(string requirement, string title, Func<Observed, IReadOnlyList<string>, IReadOnlyList<string>, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
        {
            if (trace.Facts is not { } facts || Unwilling(message) is not { } list)
            {
                return RuleOutcome.NotApplicable;
            }

            string User(Party party) => facts.AddressOf(party).User;
            return ListRuleKinds.Outcome(wrong(message, [.. list.Unwilling.Select(User)], [.. list.Everybody.Except(list.Unwilling).Select(User)]));
        });
}
