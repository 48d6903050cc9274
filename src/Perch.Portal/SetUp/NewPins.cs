using System.Globalization;
using System.Security.Cryptography;
using Perch.Directory;

namespace Perch.Portal;

/// <summary>PINs of six digits that nobody guesses, each another one.</summary>
internal sealed class NewPins
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <param name="extension">Also the ID; a PIN is neither of them.</param>
    public string For(string extension)
    {
        while (true)
        {
            var pin = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

            if (PinRules.Check(pin, extension, extension) is null && _given.Add(pin))
            {
                return pin;
            }
        }
    }
}
