using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Tests.Mime;

/// <summary>The proof that reading loses nothing: the pieces put together again are the input.</summary>
internal static class MimeRoundTrip
{
    public static MimeEntity Entity(ReadOnlyMemory<byte> bytes, LineEnds lineEnds = LineEnds.Crlf)
    {
        Assert.That(MimeEntity.TryParse(bytes, out var entity, out var error, lineEnds: lineEnds), Is.True, error?.Message);
        Check(entity!, bytes);
        return entity!;
    }

    public static void Check(MimeEntity entity, ReadOnlyMemory<byte> bytes)
    {
        Octets.AreEqual(entity.Bytes, bytes);
        Octets.AreEqual(entity.Edit().ToBytes(), bytes, "an untouched edit");
        foreach (var field in entity.Fields)
        {
            Octets.AreEqual(entity.Bytes.Slice(field.Offset, field.Length), field.Raw);
            Octets.AreEqual(entity.Bytes.Slice(field.ValueOffset, field.RawValue.Length), field.RawValue);
            if (!field.Is(field.Name.ToUpperInvariant()) || field.Value.Contains('\n'))
            {
                Assert.Fail($"'{field.Name}' has the value '{field.Value}'.");
            }
        }

        Touch(entity);
    }

    public static MimeMultipart Multipart(ReadOnlyMemory<byte> bytes, string boundary = "boundary1")
    {
        Assert.That(MimeMultipart.TryParse(bytes, boundary, out var multipart, out var error), Is.True, error?.Message);
        Check(multipart!, bytes, boundary);
        return multipart!;
    }

    public static void Check(MimeMultipart multipart, ReadOnlyMemory<byte> bytes, string boundary)
    {
        Octets.AreEqual(multipart.Bytes, bytes);
        var end = multipart.Preamble.Length;
        for (var i = 0; i < multipart.Parts.Count; i++)
        {
            AssertDelimiter(bytes[end..multipart.PartOffsets[i]], boundary);
            Check(multipart.Parts[i], bytes.Slice(multipart.PartOffsets[i], multipart.Parts[i].Bytes.Length));
            end = multipart.PartOffsets[i] + multipart.Parts[i].Bytes.Length;
        }

        AssertDelimiter(bytes[end..^multipart.Epilogue.Length], boundary + "--");
    }

    public static void Touch(MimeEntity entity) =>
        _ = (entity.ContentType, entity.Disposition?.Handling, entity.TransferEncoding, entity.Value("X"), entity.Content.Length);

    private static void AssertDelimiter(ReadOnlyMemory<byte> between, string boundary) =>
        Assert.That(Encoding.UTF8.GetString(between.Span).Trim(' ', '\t', '\r', '\n'), Is.EqualTo("--" + boundary));
}
