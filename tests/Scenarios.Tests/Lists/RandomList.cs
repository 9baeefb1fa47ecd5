using System.Text;
using Conformance.Wire.Lists;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Scenarios.Tests.Lists;

/// <summary>One child of a list as a generator makes it.</summary>
/// <param name="Person">Whom it names, by number.</param>
/// <param name="Spelling">How his URI is written; 0 is the plain way.</param>
/// <param name="Role">copyControl as written; null leaves it out.</param>
/// <param name="Anonymize">anonymize as written; null leaves it out.</param>
/// <param name="Depth">How many lists it stands inside, beside the outermost.</param>
internal sealed record RandomEntry(int Person, int Spelling, string? Role, string? Anonymize, int Depth)
{
    /// <summary>
    /// Ways to write a URI, equal by RFC 3261 19.1.4 or different. That equality is not transitive has tests of its own: who is one recipient and who are two is then
    /// open, and a service need not decide as another does (A-14).
    /// </summary>
    private static readonly Func<string, string>[] Spellings =
    [
        user => $"sip:{user}@10.0.0.9:5070;transport=tcp",
        user => $"sip:{user.Replace("u", "%75", StringComparison.Ordinal)}@10.0.0.9:5070;transport=tcp",
        user => $"SIP:{user}@10.0.0.9:5070;transport=TCP",
        user => $"sip:{user}@10.0.0.9:5070;transport=tcp;method=INVITE",
        user => $"sip:{user}@10.0.0.9:5070;x-shade=red;transport=tcp",
        user => $"sip:{user}@10.0.0.9:5070;x-other=1;transport=tcp",
        user => $"sip:{user.ToUpperInvariant()}@10.0.0.9:5070;transport=tcp",
        user => $"sip:{user}@10.0.0.9:5070;transport=tcp?Subject=lunch",
        user => $"sip:{user}@10.0.0.9:5070;transport=tcp;user=phone",
        user => $"mailto:{user}@10.0.0.9",
    ];

    internal static int Ways => Spellings.Length;

    internal string Uri => Spellings[Spelling]($"u{Person}");

    /// <summary>References name nobody that a service may fetch.</summary>
    internal bool IsReference => Person < 0;

    public override string ToString() =>
        IsReference ? "a reference elsewhere" : $"{Role ?? "no role"}{(Anonymize is null ? "" : $" anonymize={Anonymize}")} {Uri}{(Depth > 0 ? $" ({Depth} lists deep)" : "")}";

    internal string Xml()
    {
        var written = IsReference
            ? "<entry-ref ref=\"resource-lists/users/x/index/~~/e\"/><external anchor=\"http://10.0.0.9:5070/x\"/>"
            : $"<entry uri=\"{Uri}\"{Attribute("copyControl", Role)}{Attribute("anonymize", Anonymize)}/>";
        return string.Concat(Enumerable.Repeat("<list>", Depth)) + written + string.Concat(Enumerable.Repeat("</list>", Depth));
    }

    private static string Attribute(string name, string? value) => value is null ? "" : $" cp:{name}=\"{value}\"";
}

/// <summary>The lists of one request.</summary>
internal sealed record RandomList(IReadOnlyList<IReadOnlyList<RandomEntry>> Parts)
{
    private static readonly string?[] Roles = ["to", "cc", "bcc", null, "BCC"];
    private static readonly string?[] Wishes = [null, null, "true", "1", "false", "0", "yes"];

    /// <summary>One to three list parts of at most seven entries about at most five people; shrinks to fewer and plainer entries.</summary>
    internal static Arbitrary<RandomList> Any { get; } = Arb.From(Generator(), Shrunk);

    public override string ToString() => string.Join("\n  and another list:\n", Parts.Select(p => p.Count == 0 ? "  (empty)" : string.Join('\n', p.Select(e => "  " + e))));

    internal IEnumerable<byte[]> Documents() => Parts.Select(p => Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><resource-lists xmlns=\"{ResourceLists.Namespace}\" xmlns:cp=\"{ResourceLists.CopyControlNamespace}\"><list>{string.Concat(p.Select(e => e.Xml()))}</list></resource-lists>"));

    private static Gen<RandomList> Generator()
    {
        var entry = from person in Gen.Frequency((19, Gen.Choose(0, 4)), (1, Gen.Constant(-1)))
                    from spelling in Gen.Frequency((6, Gen.Constant(0)), (4, Gen.Choose(0, RandomEntry.Ways - 1)))
                    from role in Gen.Elements(Roles)
                    from wish in Gen.Elements(Wishes)
                    from depth in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
                    select new RandomEntry(person, spelling, role, wish, depth);
        return from parts in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
               from lists in entry.ListOf().Select(e => (IReadOnlyList<RandomEntry>)[.. e.Take(7)]).ListOf(parts)
               select new RandomList([.. lists]);
    }

    private static IEnumerable<RandomList> Shrunk(RandomList list)
    {
        for (var p = 0; p < list.Parts.Count; p++)
        {
            if (list.Parts.Count > 1)
            {
                yield return new RandomList([.. list.Parts.Where((_, i) => i != p)]);
            }

            for (var e = 0; e < list.Parts[p].Count; e++)
            {
                yield return With(list, p, [.. list.Parts[p].Where((_, i) => i != e)]);
                foreach (var plainer in Plainer(list.Parts[p][e]))
                {
                    yield return With(list, p, [.. list.Parts[p].Select((x, i) => i == e ? plainer : x)]);
                }
            }
        }
    }

    private static IEnumerable<RandomEntry> Plainer(RandomEntry entry)
    {
        if (entry.Depth > 0)
        {
            yield return entry with { Depth = 0 };
        }

        if (entry.Spelling > 0)
        {
            yield return entry with { Spelling = 0 };
        }

        if (entry.Anonymize is not null)
        {
            yield return entry with { Anonymize = null };
        }

        if (entry.Role is null or "BCC")
        {
            yield return entry with { Role = "bcc" };
        }
    }

    private static RandomList With(RandomList list, int part, IReadOnlyList<RandomEntry> entries) => new([.. list.Parts.Select((p, i) => i == part ? entries : p)]);
}
