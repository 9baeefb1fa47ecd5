using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Dsl.Templates;

/// <content>A list message of the system under test: whether it is this one, and where it is not what its user chose.</content>
public sealed partial record ListMessage
{
    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (message is not { IsRequest: true, Method: "MESSAGE" })
        {
            return Recognition.No;
        }

        // Whoever protects the text wrongly has still sent the list, and the rules say what is wrong.
        if (message.Content?.Holds(Encoding.UTF8.GetBytes(FactsIn(facts).Text)) != true && Protection is Protection.None)
        {
            return Recognition.No;
        }

        return message.Kind is MessageKind.ListRequest ? Recognition.Yes : Recognition.Near;
    }

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow)
    {
        var known = FactsIn(facts);
        facts.Bind(this, known with { Payload = message.Payload });
        if (Carried is not null && message.FromSut)
        {
            facts.Bind(Carried, known with { MessageId = message.Content?.CpimPart?.Cpim?.MessageId ?? known.MessageId, Payload = message.Payload });
        }
    }

    /// <summary>Where a written list is not what was chosen: who is listed, and how. Each difference names the requirement it breaks.</summary>
    public IEnumerable<Difference> DifferencesFrom(Observed message, CaseFacts facts)
    {
        if (Carried is not null && message.Content?.CpimPart is null)
        {
            yield return new Difference("a message/cpim part with the request for receipts", "none", null, "RCPT-6.1.1-06");
        }

        if (message.Content?.RecipientLists is not [{ Document: { } document }])
        {
            yield break;
        }

        var written = document.FlatEntries.ToLookup(e => UserOf(e.Uri), StringComparer.Ordinal);
        var chosen = Recipients.Select(r => (Listed: r, User: UserOf(r.UriIn(facts)))).ToArray();
        foreach (var (listed, user) in chosen)
        {
            if (!written.Contains(user))
            {
                yield return new Difference($"{listed.Party} on the list", $"a list without {listed.Party}", Requirement: "U5365-3-07");
                continue;
            }

            var entry = written[user].First();
            if (entry.CopyControlText is null)
            {
                yield return new Difference($"copyControl {Word(listed.Role)} for {listed.Party}", "no copyControl", message.RangeOf(entry.Uri), "U5365-4-02");
            }
            else if (entry.CopyControl is { } role && role != listed.Role)
            {
                yield return new Difference($"copyControl {Word(listed.Role)} for {listed.Party}", $"copyControl {Word(role)}", message.RangeOf(entry.Uri), "U5365-3-08");
            }

            if (listed.IsHidden != (entry.Anonymize == true))
            {
                var observed = entry.AnonymizeText is { } text ? $"anonymize=\"{text}\"" : "no anonymize";
                yield return new Difference($"anonymize {(listed.IsHidden ? "true" : "false or absent")} for {listed.Party}", observed, message.RangeOf(entry.Uri), listed.IsHidden && entry.AnonymizeText is null ? "U5365-3-08" : "U5365-4-07");
            }
        }

        var strangers = written.Select(w => w.Key).Except(chosen.Select(c => c.User)).ToArray();
        if (strangers.Length > 0)
        {
            yield return new Difference("only those who were chosen on the list", $"{strangers[0]} as well", message.RangeOf(strangers[0]), "U5365-3-07");
        }
    }

    /// <summary>What tells people apart: the user part, or the whole of a URI that has none, such as a telephone number.</summary>
    private static string UserOf(string text) => SipUri.TryParse(text, out var uri) && uri.User is { } user ? Uri.UnescapeDataString(user) : text;
}
