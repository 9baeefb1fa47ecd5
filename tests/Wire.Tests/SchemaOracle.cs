using System.Xml;
using System.Xml.Schema;

namespace Conformance.Wire.Tests;

/// <summary>A schema processor as second opinion on the hand-written validation.</summary>
internal static class SchemaOracle
{
    public static XmlSchemaSet Compile(params IEnumerable<Stream> schemas)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var stream in schemas)
        {
            using (stream)
            {
                using var reader = XmlReader.Create(stream);
                set.Add(null, reader);
            }
        }

        set.Compile();
        return set;
    }

    /// <summary>Null for a valid document, else the first complaint; an undeclared document element counts, being only warned of.</summary>
    public static string? FirstComplaint(XmlSchemaSet schemas, byte[] document)
    {
        string? complaint = null;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = schemas,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (sender, e) =>
        {
            var undeclaredRoot = sender is XmlReader { Depth: 0, NodeType: XmlNodeType.Element } && e.Message.Contains("element", StringComparison.Ordinal);
            if (e.Severity == XmlSeverityType.Error || undeclaredRoot)
            {
                complaint ??= e.Message;
            }
        };
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
        }

        return complaint;
    }
}
