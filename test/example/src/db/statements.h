#pragma once

/// The statements that every session prepares.
namespace notebook::db::statements {

/// $1 the user, $2 the note: one's own, a shared or a public one.
inline constexpr const char *showNote = R"sql(
    SELECT n.title, n.body, n.updated_at::date
      FROM notes n
     WHERE n.id = $2
       AND (n.user_id = $1
            OR n.is_public
            OR EXISTS (SELECT 1
                         FROM note_shares s
                        WHERE s.note_id = n.id AND s.user_id = $1))
)sql";

/// $1 the user, $2 the note.
inline constexpr const char *listAttachments =
    "SELECT a.id, a.file_name, length(a.content)"
    "  FROM attachments a JOIN notes n ON n.id = a.note_id"
    " WHERE n.user_id = $1 AND n.id = $2"
    " ORDER BY a.id";

/// $1 the attachment.
inline constexpr const char *attachmentContent =
    "SELECT file_name, content FROM attachments WHERE id = $1"; // expect: pg-isolation-unscoped

} // namespace notebook::db::statements
