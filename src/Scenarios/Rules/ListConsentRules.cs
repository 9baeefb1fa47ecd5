using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>How a service says that somebody has not agreed (RFC 5360 5.9, RFC 5363 5.2).</summary>
public static class ListConsentRules
{
    private const string PermissionMissing = "Permission-Missing";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Refusal("F5363-5.2-13", "missing consent is said with 470", Is470),
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

    private static Violation? Is470(Observed response, IReadOnlyList<string> unwilling, IReadOnlyList<string> others) =>
        response.StatusCode == 470 ? null : new("470", $"{response.StatusCode}");

    private static string Said(string[] named) => named.Length == 0 ? $"no {PermissionMissing}" : string.Join(", ", named);

    private static Rule Refusal(string requirement, string title, Func<Observed, IReadOnlyList<string>, IReadOnlyList<string>, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
        {
            if (!message.FromSut || trace.Facts is not { } facts || message is not { IsResponse: true, StatusCode: >= 300 and not 401 and not 407, Request.Template: ListMessage { Unwilling.Count: > 0 } list })
            {
                return RuleOutcome.NotApplicable;
            }

            string User(Party party) => facts.AddressOf(party).User;
            return ListRuleKinds.Outcome(wrong(message, [.. list.Unwilling.Select(User)], [.. list.Everybody.Except(list.Unwilling).Select(User)]));
        });
}
