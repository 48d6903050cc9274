using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Makes devices of rows: opens the password and digests it with the account's realm.</summary>
internal sealed class DeviceModels(SecretBox box)
{
    public Device Of(DeviceRow row, string realm) => row.ToModel(
        SipHa1.Of(row.SipUsername, realm, box.Open(row.Id, row.SipPassword)));

    /// <summary>Tells the snapshot of changed rows of one account.</summary>
    public async Task PublishAsync(
        DbContext database, DirectoryEdits edits, IReadOnlyList<DeviceRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var account = rows[0].AccountId;
        var realm = await database.Set<AccountRow>()
            .Where(row => row.Id == account)
            .Select(row => row.Realm)
            .SingleAsync(cancellation);

        foreach (var row in rows)
        {
            edits.Put(Of(row, realm));
        }
    }
}
