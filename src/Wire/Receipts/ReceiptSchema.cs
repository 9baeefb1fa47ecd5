using System.Xml;
using System.Xml.Schema;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Receipts;

/// <summary>The reconstructed schema: the draft left its section 5.3 empty.</summary>
internal static class ReceiptSchema
{
    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    /// <summary>
    /// What the schema processor refuses. Its warnings are dropped: it only warns of attributes nobody declared, which the
    /// schema admits, and of a foreign document element, which <see cref="ReceiptParser"/> has refused by then.
    /// </summary>
    public static IReadOnlyList<ReceiptDefect> Violations(ReadOnlyMemory<byte> document, WireLimits limits)
    {
        List<ReceiptDefect> found = [];
        var offsets = new XmlOffsets(document);
        using var reader = XmlInput.Open(document, limits, settings =>
        {
            settings.ValidationType = ValidationType.Schema;
            settings.Schemas = Schemas.Value;
            settings.ValidationEventHandler += (_, e) =>
            {
                if (e.Severity == XmlSeverityType.Error)
                {
                    found.Add(new ReceiptDefect(
                        ReceiptDefectKind.SchemaViolation,
                        offsets.FindTag(e.Exception.LineNumber, e.Exception.LinePosition).Offset,
                        e.Message));
                }
            };
        });
        while (reader.Read())
        {
        }

        return found;
    }

    private static XmlSchemaSet Load()
    {
        using var stream = typeof(ReceiptSchema).Assembly.GetManifestResourceStream("status-receipt.xsd")
            ?? throw new InvalidOperationException("the assembly lacks its embedded schema status-receipt.xsd");
        using var reader = XmlReader.Create(stream);
        var schemas = new XmlSchemaSet { XmlResolver = null };
        _ = schemas.Add(StatusReceipt.Namespace, reader);
        schemas.Compile();
        return schemas;
    }
}
