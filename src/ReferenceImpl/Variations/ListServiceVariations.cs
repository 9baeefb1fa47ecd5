using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways of a list service.</summary>
internal static class ListServiceVariations
{
    public static IReadOnlyList<Variation> All { get; } =
    [
        new("A-13", Tolerance.Noted, Fault("A-13-refused", "F5363-4.1-06", "A list that names somebody twice is refused", c => c with { Exceeds = (entries, recipients, most) => recipients > most || entries != recipients })),
        Entries("A-22", "attribute", "C5364-7-04", Tolerance.Noted, "Stand-ins for hidden recipients say anonymize in the history", (all, _) => all.Select(e => e.IsAnonymous ? e with { Anonymize = true } : e)),
        Entries("A-23", "ungrouped", "C5364-6-03", Tolerance.Accepted, "Each hidden recipient has an entry of its own",
            (all, _) => all.SelectMany(e => e.IsAnonymous ? Enumerable.Repeat(e with { CountText = null }, (int)(e.Count ?? 1)) : [e])),
        Entries("A-24", "reversed", "C5364-6-01", Tolerance.Accepted, "The entries of the history stand the other way round", (all, _) => all.Reverse()),
        Writes("A-24", "indented", "U5365-7.3-06", Tolerance.Accepted, "The history is indented, and has no XML declaration",
            text => text[Math.Max(0, text.IndexOf("<resource-lists", StringComparison.Ordinal))..].Replace("><", ">\n\t<", StringComparison.Ordinal)),
        Serves("A-29", "display-name", "U5365-7.2-07", Tolerance.Accepted, "To of a copy has a display name", (_, m) => m.Set("To", $"\"Somebody\" <{m.Build().To?.Uri}>")),
        Serves("A-32", "supported", "U5365-9-01", Tolerance.Accepted, "Copies say what the service supports", (_, m) => m.Add("Supported", "x-of-the-service")),
        new("A-36", Tolerance.Accepted, Fault("A-36-history-first", "U5365-7.3-01", "The history stands before the text",
            c => c with { Parts = (request, history) => history is null ? request.Body.Payload : [history, .. request.Body.Payload] })),
        Serves("A-48", "fewer-hops", "U5365-7.2-16", Tolerance.Noted, "Copies begin with Max-Forwards 60", (_, m) => m.Set("Max-Forwards", "60")),
        new("A-71", Tolerance.Noted, Fault("A-71-schema-defaults", "C5364-5-04", "The defaults of the schema are written out on visible entries",
            c => c with { History = c.History with { Entries = (all, _, _) => [.. all.Select(e => e.IsAnonymous ? e : e with { Anonymize = false, Count = e.Count ?? 1 })] } })),
    ];

    private static Variation Entries(
        string reading, string name, string requirement, Tolerance tolerance, string text, Func<IReadOnlyList<ListEntry>, IReadOnlyList<Recipient>, IEnumerable<ListEntry>> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { History = c.History with { Entries = (entries, all, _) => [.. edit(entries, all)] } }));

    private static Variation Writes(string reading, string name, string requirement, Tolerance tolerance, string text, Func<string, string> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { History = c.History with { Document = edit } }));

    private static Variation Serves(string reading, string name, string requirement, Tolerance tolerance, string text, Func<Copy, SipMessageBuilder, SipMessageBuilder> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { Onward = (copy, message) => edit(copy, message.Edit()).Build() }));

    private static Deviation<ListServiceConduct> Fault(string id, string requirement, string text, Func<ListServiceConduct, ListServiceConduct> edit) =>
        new(id, requirement, ListService.Name, text, edit);
}
