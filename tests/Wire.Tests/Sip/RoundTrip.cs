using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

/// <summary>What must hold for the bytes of any well-formed message.</summary>
internal static class RoundTrip
{
    /// <summary>Untouched it is the same bytes; every prefix is incomplete; the same comes out however the bytes arrive.</summary>
    public static SipMessage OnStream(byte[] bytes)
    {
        SipMessage message = Whole(bytes, SipFraming.Stream);
        for (int length = 0; length < bytes.Length; length += bytes.Length > 6000 && length < bytes.Length - 600 ? 97 : 1)
        {
            ReadStatus status = SipMessage.TryParse(bytes.AsMemory(0, length), SipFraming.Stream, out SipMessage? early, out int consumed, out WireError? error);
            if ((status, early, consumed, error) != (ReadStatus.Incomplete, null, 0, null))
            {
                Assert.Fail($"A prefix of {length} of {bytes.Length} bytes gave {status}, {consumed} consumed, {error}");
            }
        }
        byte[] twice = [.. "\r\n\r\n"u8, .. bytes, .. bytes];
        Assert.That(SipMessage.TryParse(twice, SipFraming.Stream, out SipMessage? first, out int end, out _), Is.EqualTo(ReadStatus.Complete));
        Assert.That(end, Is.EqualTo(4 + bytes.Length), "the second message is not touched");
        Assert.That(first?.Bytes.ToArray(), Is.EqualTo(bytes));
        Datagram(bytes);
        return message;
    }

    /// <summary>Untouched it is the same bytes, and each field is where it says.</summary>
    public static SipMessage Datagram(byte[] bytes) => Whole(bytes, SipFraming.Datagram);

    private static SipMessage Whole(byte[] bytes, SipFraming framing)
    {
        ReadStatus status = SipMessage.TryParse(bytes, framing, out SipMessage? message, out int consumed, out WireError? error);
        Assert.That(status, Is.EqualTo(ReadStatus.Complete), error?.Message);
        Assert.That(message, Is.Not.Null);
        Assert.That(consumed, Is.EqualTo(message!.Bytes.Length));
        Assert.That(bytes.AsSpan(0, consumed).SequenceEqual(message.Bytes.Span));
        Assert.That(message.Edit().Build().Bytes.ToArray(), Is.EqualTo(message.Bytes.ToArray()), "an edit that changes nothing");
        AssertFieldsTile(message);
        AssertRewriteKeepsFields(message);
        return message;
    }

    private static void AssertFieldsTile(SipMessage message)
    {
        byte[] bytes = message.Bytes.ToArray();
        int at = message.StartLine.Length == 0 ? 0 : bytes.AsSpan().IndexOf("\r\n"u8) + 2;
        foreach (SipField field in message.Fields)
        {
            Assert.That(field.Offset, Is.EqualTo(at));
            Assert.That(field.Raw.Length, Is.EqualTo(field.Length));
            Assert.That(field.Raw.Span.EndsWith("\r\n"u8));
            Assert.That(bytes.AsSpan(field.ValueOffset, field.RawValue.Length).SequenceEqual(field.RawValue.Span));
            at += field.Length;
        }
        Assert.That(at + 2, Is.EqualTo(message.BodyOffset));
    }

    private static void AssertRewriteKeepsFields(SipMessage message)
    {
        SipMessage edited = message.Edit().Add("X-Added", "1").Build();
        Assert.That(edited.Fields.Take(message.Fields.Count).Select(field => field.Raw.ToArray()), Is.EqualTo(message.Fields.Select(field => field.Raw.ToArray())));
        Assert.That(edited.Body.ToArray(), Is.EqualTo(message.Body.ToArray()));
    }
}
