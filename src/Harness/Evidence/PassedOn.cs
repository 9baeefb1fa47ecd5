using Conformance.Harness.Dsl.Templates;
using Conformance.Wire.Cpim;

namespace Conformance.Harness.Evidence;

/// <summary>What a party that passes a body on may do to it.</summary>
public static class PassedOn
{
    private const string Asking = "Receipt-Request";

    /// <summary>True where a message/cpim entity without signature has lost the words that ask for delivery receipts, and nothing else (AMB-46).</summary>
    public static bool OnlyDeliveryWordsAreGone(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (!CpimMessage.TryParse(before, CpimReading.Tolerant, out var asked, out _) || asked.ReceiptRequest is null || asked.Content.ContentType?.Is("multipart/signed") == true)
        {
            return false;
        }

        var rest = asked.ReceiptRequests.Where(word => word is not (Im.Positive or Im.Negative)).ToArray();
        var expected = rest.Length > 0 ? asked.Edit().Set(Asking, string.Join(", ", rest)) : asked.Edit().Remove(Asking);
        return rest.Length < asked.ReceiptRequests.Count && expected.ToBytes().AsSpan().SequenceEqual(after.Span);
    }
}
