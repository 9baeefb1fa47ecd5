using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Tests.Oracle;

[TestFixture]
public sealed class DocumentVerdictSpecs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "status-receipt");

    private static IEnumerable<TestCaseData> Vectors()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "index.json")));
        foreach (var vector in index.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var file = vector.GetProperty("file").GetString()!;
            yield return new TestCaseData(file, vector.GetProperty("emission").GetString(), vector.GetProperty("rows").EnumerateArray().Select(r => "RCPT-" + r.GetString()).ToArray())
                .SetArgDisplayNames(file);
        }
    }

    /// <summary>The document alone decides but for two rules over values, which are repeated here.</summary>
    [TestCaseSource(nameof(Vectors))]
    public void A_vector_sent_by_a_SUT_gets_the_verdict_of_its_index(string file, string emission, string[] rows)
    {
        var document = File.ReadAllBytes(Path.Combine(Folder, file));
        var verdicts = StatusReceipt.Validate(document).Select(d => DocumentVerdicts.Of(d)).ToList();
        if (StatusReceipt.TryRead(document, out var receipt, out _) && verdicts.Count == 0)
        {
            if (receipt.Class == ReceiptClass.Odd)
            {
                verdicts.Add(new("RCPT-3.4-05", Severity.Fail, "AMB-56"));
            }

            if (receipt.RecipientUri is { } uri && !uri.Contains(':', StringComparison.Ordinal))
            {
                verdicts.Add(new("RCPT-3.4-08", Severity.Warning, "AMB-06"));
            }
        }

        var worst = verdicts.Count == 0 ? "pass" : verdicts.Min(v => v.Severity) switch { Severity.Fail => "fail", Severity.Warning => "advisory", _ => "pass" };
        Assert.That(worst, Is.EqualTo(emission));
        Assert.That(verdicts.Select(v => v.Requirement).Distinct(), Is.SubsetOf(rows));
    }

    [Test]
    public void A_declared_lack_of_namespace_only_warns() =>
        Assert.That(DocumentVerdicts.Of(new ReceiptDefect(ReceiptDefectKind.NoNamespace, 0, "")).Alternative, Is.EqualTo("X-NO-NAMESPACE"));

    [Test]
    public void Every_kind_of_defect_leads_to_requirements_and_readings_that_exist()
    {
        var verdicts = Enum.GetValues<ReceiptDefectKind>().Select(k => DocumentVerdicts.Of(new ReceiptDefect(k, 0, "")))
            .Concat(Enum.GetValues<ListDefectKind>().SelectMany(k => new[] { true, false }.SelectMany(h => DocumentVerdicts.Of(new ListDefect(k, 0, ""), h))))
            .ToList();

        Assert.That(verdicts.Where(v => !Requirements.TryGet(v.Requirement, out _) || (v.Reading is not null && !Readings.TryGet(v.Reading, out _))), Is.Empty);
    }

    [Test]
    public void Repeated_anonymous_entries_are_no_defect_of_a_history() =>
        Assert.That(DocumentVerdicts.Of(new ListDefect(ListDefectKind.DuplicateUri, 0, ""), isHistory: true), Is.Empty);
}
