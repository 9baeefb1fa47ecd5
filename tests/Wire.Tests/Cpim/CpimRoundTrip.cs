using Conformance.Wire.Cpim;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Cpim;

internal static class CpimRoundTrip
{
    /// <summary>Reads and proves that nothing is lost, and that what the strict reading takes the tolerant one takes alike.</summary>
    public static CpimMessage Of(ReadOnlyMemory<byte> bytes, CpimReading reading = CpimReading.Strict)
    {
        Assert.That(CpimMessage.TryParse(bytes, reading, out var message, out var error), Is.True, error?.Message);
        Check(message!, bytes);
        if (reading == CpimReading.Strict)
        {
            Assert.That(message!.Liberties, Is.EqualTo(CpimLiberties.None));
            var tolerant = Of(bytes, CpimReading.Tolerant);
            Assert.That(tolerant.Liberties, Is.EqualTo(CpimLiberties.None));
            Assert.That(tolerant.ContentOffset, Is.EqualTo(message.ContentOffset));
            Assert.That(tolerant.Content.ContentOffset, Is.EqualTo(message.Content.ContentOffset));
            Assert.That(tolerant.Headers.Select(header => header.Raw.ToArray()), Is.EqualTo(message.Headers.Select(header => header.Raw.ToArray())));
        }

        return message!;
    }

    public static void Check(CpimMessage message, ReadOnlyMemory<byte> bytes)
    {
        Octets.AreEqual(message.Bytes, bytes);
        Octets.AreEqual(message.Edit().ToBytes(), bytes, "an untouched edit");
        foreach (var header in message.Headers)
        {
            Octets.AreEqual(bytes.Slice(header.Offset, header.Length), header.Raw);
            Octets.AreEqual(bytes.Slice(header.ValueOffset, header.RawValue.Length), header.RawValue);
            _ = (header.Name, header.Prefix, header.Namespace, header.Parameters.Count, header.Text);
        }

        _ = (message.MessageId, message.ReceiptRequest, message.ReceiptRequests, message.From, message.To, message.Cc);
        MimeRoundTrip.Check(message.Content, bytes[message.ContentOffset..]);
    }
}
