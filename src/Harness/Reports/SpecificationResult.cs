using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>What a run says about one document, section by section.</summary>
/// <param name="Title">Name of the document, such as <c>RFC 5365</c>.</param>
/// <param name="Sections">Its sections in the order of the ledger.</param>
public sealed record SpecificationResult(string Title, IReadOnlyList<SectionResult> Sections)
{
    /// <summary>Documents in the order of the ledger.</summary>
    public static IReadOnlyList<SpecificationResult> Of(RunResult run) =>
    [
        .. run.Requirements.GroupBy(row => row.Requirement.Specification, StringComparer.Ordinal)
            .Select(document => new SpecificationResult(
                document.Key,
                [.. document.GroupBy(row => row.Requirement.Title, StringComparer.Ordinal).Select(section => new SectionResult(Shorten(section.Key, document.Key), [.. section]))])),
    ];

    /// <summary>Number of clauses in a status.</summary>
    public int Count(RequirementStatus status) => Sections.Sum(section => section.Rows.Count(row => row.Status == status));

    /// <summary>Number of clauses.</summary>
    public int Total => Sections.Sum(section => section.Rows.Count);

    /// <summary>Headings of companion documents repeat the name of the document, which stands above them already.</summary>
    private static string Shorten(string heading, string document)
    {
        if (!heading.StartsWith(document, StringComparison.Ordinal))
        {
            return heading;
        }

        var rest = heading[document.Length..].TrimStart(' ', ',');
        foreach (var word in new[] { "sections ", "section " })
        {
            rest = rest.StartsWith(word, StringComparison.Ordinal) ? rest[word.Length..] : rest;
        }

        return rest.Length > 0 && rest[0] is not ('(' or '/') ? rest : heading;
    }
}

/// <summary>The clauses under one heading.</summary>
public sealed record SectionResult(string Heading, IReadOnlyList<RequirementResult> Rows);
