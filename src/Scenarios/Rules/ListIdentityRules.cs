using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// Who the sender of a copy is said to be: asserted identities and privacy (RFC 5365 7.2, RFC 3323, RFC 3325). Whom a service trusts is its
/// configuration, so these rules speak where a scenario has set it.
/// </summary>
public static class ListIdentityRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Made("U5365-7.2-10", "a trusted source's P-Asserted-Identity goes unchanged to a trusted next hop", (c, call) => IsVouchedFor(call) && GoesToTrust(c, call), (c, call) =>
            Asserted(c.Sip).SequenceEqual(Asserted(call.Message.Sip)) ? null : new($"P-Asserted-Identity: {Said(call.Message.Sip)}", Said(c.Sip), c.Message.RangeOf(SipHeader.PAssertedIdentity))),
        Made("U5365-7.2-11", "no P-Asserted-Identity leaves the trust domain when privacy is wanted", (c, call) => LeavesTrust(c, call) && PrivacyWishes.Of(call).Count > 0, (c, call) =>
            Asserted(c.Sip) is [] ? null : new($"no P-Asserted-Identity, for Privacy: {call.Message.Sip?.Value(SipHeader.Privacy)}", $"P-Asserted-Identity: {Said(c.Sip)}", c.Message.RangeOf(SipHeader.PAssertedIdentity))),
        Made("I3325-7-01", "P-Asserted-Identity is not withheld from anybody when the sender says Privacy: none", (c, call) => IsVouchedFor(call) && LeavesTrust(c, call) && PrivacyWishes.In(call.Message.Sip).Contains("none"), (c, call) =>
            Asserted(c.Sip).SequenceEqual(Asserted(call.Message.Sip)) ? null : new Violation($"P-Asserted-Identity: {Said(call.Message.Sip)}", Said(c.Sip)) { Reading = "A-28" }),
        Made("U5365-7.2-12", "an identity that the service asserts itself is the one that belongs to the account", (c, call) => call.Service.Registered is not null && Own(c, call).Count > 0, (c, call) =>
            Own(c, call).FirstOrDefault(own => !Names(own, call.Service.Registered)) is { } other ? new($"P-Asserted-Identity: <{call.Service.Registered}>", other, c.Message.RangeOf(other)) : null),
        Made("U5365-7.2-05", "a privacy service hides the sender who asks for it, in From too", (_, call) => call.Service.GivesPrivacy && PrivacyWishes.Of(call).Contains("user"), Hidden),
        Made("I3323-5-01", "a message that cannot do without its privacy is not passed on without it", (_, call) => call.Service.GivesPrivacy && PrivacyWishes.Of(call).Contains("critical"), (c, _) =>
            PrivacyWishes.In(c.Sip) is { } left && left.Contains("critical") ? new("500, or the privacy that was asked for", $"a copy that still says Privacy: {string.Join(';', left)}", c.Message.RangeOf(SipHeader.Privacy)) : null),
    ];

    private static bool IsVouchedFor(ListCall call) => call.Service.TrustsSource == true && call.Message.Sip?.Has(SipHeader.PAssertedIdentity) == true;

    private static bool GoesToTrust(CopyView copy, ListCall call) => call.Service.TrustedHops.Contains(copy.Message.To);

    private static bool LeavesTrust(CopyView copy, ListCall call) => call.Service.TrustsSource is not null && !GoesToTrust(copy, call);

    private static IReadOnlyList<string> Asserted(SipMessage? message) => message is null ? [] : [.. message.Values(SipHeader.PAssertedIdentity)];

    private static string Said(SipMessage? message) => Asserted(message) is { Count: > 0 } values ? string.Join(", ", values) : "no P-Asserted-Identity";

    /// <summary>The values that are not the sender's own.</summary>
    private static IReadOnlyList<string> Own(CopyView copy, ListCall call) => [.. Asserted(copy.Sip).Except(Asserted(call.Message.Sip))];

    private static bool Names(string asserted, string? uri) =>
        SipNameAddress.TryParse(asserted, out var address) && SipUri.TryParse(uri ?? "", out var known) && address.Uri.EquivalentTo(known);

    private static Violation? Hidden(CopyView copy, ListCall call) =>
        copy.Sip.From is not { } from || !from.Uri.Host.EndsWith("anonymous.invalid", StringComparison.OrdinalIgnoreCase)
            ? new("From at anonymous.invalid", $"From: {copy.Sip.Value(SipHeader.From)}", copy.Message.RangeOf(SipHeader.From))
        : call.Message.Sip?.From is { DisplayName: { Length: > 0 } name } && name == from.DisplayName
            ? new("From without the sender's name", $"From: {copy.Sip.Value(SipHeader.From)}", copy.Message.RangeOf(SipHeader.From))
        : PrivacyWishes.In(copy.Sip).Contains("user")
            ? new("Privacy less what has been done", $"Privacy: {copy.Sip.Value(SipHeader.Privacy)}", copy.Message.RangeOf(SipHeader.Privacy)) { Severity = Severity.Warning }
        : null;
}
