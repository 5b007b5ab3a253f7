#pragma once

inline constexpr const char *orderTotal =
    "SELECT total FROM orders WHERE id = $1"; // expect: pg-isolation-unscoped
inline constexpr const char *myOrderTotal = "SELECT total FROM orders WHERE id = $1 AND user_id = $2";
inline constexpr const char *neverSent = "SELECT total FROM orders";
