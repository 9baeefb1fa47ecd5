using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// What a service writes besides the history gives no hidden recipient away either: header fields that it has not copied, and those of the parts it has made. The
/// payload is the sender's own, and so is what is copied.
/// </summary>
public static class ListDisclosureRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Made("C5364-4-02", "no header field of the service names a blind recipient to another one", (_, call) => call.Answers(HasBlind), (c, call) => Told(c, call, isBlind: true)),
        Made("C5364-4-11", "no header field of the service names a hidden recipient to another one", (_, call) => call.Answers(HasHidden), (c, call) => Told(c, call, isBlind: false)),
        Request("C5364-4-02", "nothing that a sender's system puts around the text names a blind recipient, since everybody gets to see it", c => c.Message.FromSut && c.Answers(HasBlind), ToldBySender),
    ];

    private static bool HasBlind(RecipientExpectation expectation) => expectation.Recipients.Any(r => r.IsBlind);

    private static bool HasHidden(RecipientExpectation expectation) => expectation.Anonymous.Values.Any(n => n > 0);

    private static Violation? Told(CopyView copy, ListCall call, bool isBlind)
    {
        if (call.Expectation.Hidden.IsEmpty)
        {
            return null;
        }

        foreach (var (name, value) in Written(copy, call))
        {
            foreach (var (recipient, _, _) in call.Expectation.Hidden.FindIn(value))
            {
                if (recipient.IsBlind == isBlind && recipient != copy.Recipient)
                {
                    return new Violation($"no word of {recipient.Uri} to {copy.Sip.RequestUri?.User}", $"{name}: {value}", copy.Message.RangeOf(value)) { Reading = "A-68" };
                }
            }
        }

        return null;
    }

    /// <summary>What goes on to everybody besides the words of the user, for which his system does not answer: header fields of the request, of the payload, and of a message/cpim in it.</summary>
    private static Violation? ToldBySender(ListCall call)
    {
        foreach (var (name, value) in AroundTheText(call))
        {
            foreach (var (recipient, _, _) in call.Expectation.Hidden.FindIn(value))
            {
                if (recipient.IsBlind)
                {
                    return new Violation($"no word of {recipient.Uri} to the others", $"{name}: {value}", call.Message.RangeOf(value)) { Severity = Severity.Finding, Reading = "A-68" };
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, string Value)> AroundTheText(ListCall call) =>
    [
        .. (call.Message.Sip?.Fields ?? []).Where(f => f.Known is not SipHeader.To and not SipHeader.From and not SipHeader.Via and not SipHeader.Route).Select(f => (f.Name, f.Value)),
        .. (call.Message.Content?.Payloads ?? []).SelectMany(p => p.Entity?.Fields ?? []).Select(f => (f.Name, f.Value)),
        .. (call.Message.Content?.CpimPart?.Cpim?.Headers ?? []).Select(h => (h.Name, h.Value)),
    ];

    private static IEnumerable<(string Name, string Value)> Written(CopyView copy, ListCall call)
    {
        foreach (var field in copy.Sip.Fields.Where(f => f.Known is not SipHeader.To and not SipHeader.From and not SipHeader.Via))
        {
            if (call.Message.Sip?.Fields.Any(f => f.Value == field.Value) != true)
            {
                yield return (field.Name, field.Value);
            }
        }

        foreach (var field in copy.ListParts.SelectMany(p => p.Part.Entity?.Fields ?? []))
        {
            yield return (field.Name, field.Value);
        }
    }
}
