using System.Text.Json;
using Conformance.Wire.Receipts;

namespace Conformance.Wire.Tests.Receipts;

[TestFixture]
public sealed class StatusReceiptVectorSpecs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "status-receipt");

    private static readonly Dictionary<string, ReceiptDefectKind> ExpectedKind = new()
    {
        ["bad-01.xml"] = ReceiptDefectKind.NoNamespace,
        ["bad-02.xml"] = ReceiptDefectKind.MissingElement,
        ["bad-03.xml"] = ReceiptDefectKind.EmptyMessageId,
        ["bad-04.xml"] = ReceiptDefectKind.BadStatus,
        ["bad-05.xml"] = ReceiptDefectKind.DuplicateElement,
        ["bad-06.xml"] = ReceiptDefectKind.UnknownElement,
        ["bad-07.xml"] = ReceiptDefectKind.WrongOrder,
        ["bad-08.xml"] = ReceiptDefectKind.WrongRoot,
        ["bad-09.xml"] = ReceiptDefectKind.WrongNamespace,
        ["bad-10.xml"] = ReceiptDefectKind.NotWellFormed,
        ["bad-11.xml"] = ReceiptDefectKind.DuplicateElement,
    };

    private static IEnumerable<TestCaseData> Vectors()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "index.json")));
        foreach (var vector in index.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var file = vector.GetProperty("file").GetString()!;
            yield return new TestCaseData(file, vector.GetProperty("wellFormed").GetBoolean(), vector.GetProperty("schemaValid").GetBoolean())
                .SetArgDisplayNames(file, vector.GetProperty("what").GetString()!);
        }
    }

    [Test]
    public void All_twenty_vectors_are_there() => Assert.That(Vectors().Count(), Is.EqualTo(20));

    [TestCaseSource(nameof(Vectors))]
    public void A_vector_is_judged_as_its_index_says(string file, bool wellFormed, bool schemaValid)
    {
        var document = File.ReadAllBytes(Path.Combine(Folder, file));

        var read = StatusReceipt.TryRead(document, out var receipt, out var error);
        var defects = StatusReceipt.Validate(document);

        Assert.That(read, Is.EqualTo(wellFormed), error?.Message);
        Assert.That(!defects.Any(d => d.BreaksSchema), Is.EqualTo(schemaValid), string.Join("; ", defects));
        Assert.That(defects.Select(d => d.Kind).Distinct(), schemaValid ? Is.Empty : Is.EqualTo(new[] { ExpectedKind[file] }));
        if (schemaValid)
        {
            Assert.That(receipt!.MessageId, Is.EqualTo(file == "good-05.xml" ? "a&b!c*" : "34jk324j"));
        }
    }
}
