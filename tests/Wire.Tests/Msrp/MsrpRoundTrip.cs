using Conformance.Wire.Msrp;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Msrp;

internal static class MsrpRoundTrip
{
    /// <summary>Reads a single message and proves that nothing is lost.</summary>
    public static MsrpMessage Of(ReadOnlyMemory<byte> bytes)
    {
        var status = MsrpMessage.TryParse(bytes, out var message, out var consumed, out var error);
        Assert.That(status, Is.EqualTo(ReadStatus.Complete), error?.Message);
        Assert.That(consumed, Is.EqualTo(bytes.Length));
        Check(message!, bytes);
        return message!;
    }

    public static void Check(MsrpMessage message, ReadOnlyMemory<byte> bytes)
    {
        Octets.AreEqual(message.Bytes, bytes);
        Octets.AreEqual(message.Edit().ToBytes(), bytes, "an untouched edit");
        foreach (var header in message.Headers)
        {
            Octets.AreEqual(bytes.Slice(header.Offset, header.Length), header.Raw);
            Octets.AreEqual(bytes.Slice(header.ValueOffset, header.RawValue.Length), header.RawValue);
        }

        Octets.AreEqual(bytes.Slice(message.BodyOffset, message.Body.Length), message.Body);
        _ = (message.ToPath, message.FromPath, message.ByteRange, message.Status, message.ContentType, message.MessageId);
    }
}
